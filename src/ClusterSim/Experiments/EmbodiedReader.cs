using System.Collections.Immutable;
using ClusterSim.Impact.Carbon;

namespace ClusterSim.Experiments;

/// <summary>Reads the section <c>embodied</c> of an experiment file.</summary>
internal static class EmbodiedReader
{
    private const string Form = "kilograms of CO2e, or a list of a low, a typical and a high estimate";

    public static CarbonOptions Read(SpecPlace place)
    {
        Dictionary<string, SpecPlace> members = place.Members(
            "a mapping with per_gpu, lifetime, long_lifetime", "per_gpu", "lifetime", "long_lifetime");
        CarbonOptions standard = new();
        TimeSpan least = TimeSpan.FromTicks(1);
        var models = ImmutableSortedDictionary.CreateBuilder<string, EmbodiedCarbon>(StringComparer.Ordinal);
        if (members.TryGetValue("per_gpu", out SpecPlace? perGpu))
        {
            foreach ((string model, SpecPlace value) in perGpu.AllMembers("a mapping of GPU models to kg CO2e"))
            {
                models[model] = Estimate(value);
            }
        }

        return new CarbonOptions
        {
            PerGpu = models.ToImmutable(),
            LifetimeHours = members.GetValueOrDefault("lifetime")?.Duration(least)?.TotalHours
                ?? standard.LifetimeHours,
            LongLifetimeHours = members.GetValueOrDefault("long_lifetime")?.Duration(least)?.TotalHours
                ?? standard.LongLifetimeHours,
        };
    }

    private static EmbodiedCarbon Estimate(SpecPlace place)
    {
        double[] kilograms = place.Node switch
        {
            SpecScalar => [Number(place)],
            SpecList => [.. place.Items().Select(Number)],
            _ => [],
        };
        if (kilograms.Length is not (1 or 3) || kilograms.Any(double.IsNaN)
            || !kilograms.SequenceEqual(kilograms.Order()))
        {
            place.Expected(Form);
            return new EmbodiedCarbon(0, 0, 0);
        }

        return new EmbodiedCarbon(kilograms[0], kilograms[kilograms.Length / 2], kilograms[^1]);
    }

    private static double Number(SpecPlace place) =>
        place.Node is SpecScalar scalar && SignalLoader.IsNumber(scalar.Text, out double value) && value >= 0
            ? value
            : double.NaN;
}
