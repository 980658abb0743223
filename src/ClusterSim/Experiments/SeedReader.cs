using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Experiments;

/// <summary>Reads seeds: a number, a range such as <c>1..10</c>, or a list of both.</summary>
internal static class SeedReader
{
    private const int MaxSeeds = 10_000;

    public static ImmutableArray<long> Read(SpecPlace place)
    {
        var seeds = ImmutableArray.CreateBuilder<long>();
        foreach (SpecPlace item in place.Items())
        {
            if (Range(item) is not { } range)
            {
                item.Expected($"a whole number, a range such as 1..10 of at most {MaxSeeds} seeds, or a list of both");
                continue;
            }

            for (long seed = range.First; seed <= range.Last; seed++)
            {
                seeds.Add(seed);
            }
        }

        return seeds.ToImmutable();
    }

    private static (long First, long Last)? Range(SpecPlace place)
    {
        string[] ends = place.Node is SpecScalar scalar ? scalar.Text.Split("..", 2) : [""];
        bool good = long.TryParse(ends[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long first)
            & long.TryParse(ends[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long last);
        bool bounded = good && first <= last && last < long.MaxValue && (Int128)last - first < MaxSeeds;
        return bounded ? (first, last) : null;
    }
}
