using System.Collections.Immutable;

namespace ClusterSim.Impact.Carbon;

/// <summary>How embodied carbon is shared out over time.</summary>
public sealed record CarbonOptions
{
    /// <summary>Embodied carbon of a GPU by model; these win over the published ones.</summary>
    /// <value>Default empty.</value>
    public ImmutableSortedDictionary<string, EmbodiedCarbon> PerGpu { get; init; } =
        ImmutableSortedDictionary.Create<string, EmbodiedCarbon>(StringComparer.Ordinal);

    /// <summary>Life of a GPU in hours over which its embodied carbon is spread.</summary>
    /// <value>Positive; default 35,040: four years (Cloud Carbon Footprint).</value>
    public double LifetimeHours { get; init; } = 35_040;

    /// <summary>The long life that the low end of the band is spread over.</summary>
    /// <value>Positive; default 52,560: six years.</value>
    public double LongLifetimeHours { get; init; } = 52_560;

    /// <summary>The embodied carbon of a model; <c>null</c> when nothing is known of it.</summary>
    internal EmbodiedCarbon? Of(string model) => PerGpu.GetValueOrDefault(model) ?? EmbodiedCarbon.Published
        .Where(known => model.StartsWith(known.Key, StringComparison.OrdinalIgnoreCase)
            && (model.Length == known.Key.Length || !char.IsAsciiLetterOrDigit(model[known.Key.Length])))
        .OrderByDescending(known => known.Key.Length)
        .Select(known => known.Value)
        .FirstOrDefault();
}
