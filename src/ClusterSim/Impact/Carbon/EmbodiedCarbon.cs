using System.Collections.Immutable;

namespace ClusterSim.Impact.Carbon;

/// <summary>
/// What making a GPU emitted, in kilograms of CO2e, as a band: estimates of one device differ by more than most
/// savings.
/// </summary>
/// <param name="LowKg">Lowest estimate.</param>
/// <param name="TypicalKg">The estimate that counts.</param>
/// <param name="HighKg">Highest estimate.</param>
public sealed record EmbodiedCarbon(double LowKg, double TypicalKg, double HighKg)
{
    /// <summary>
    /// Published estimates by model, by the longest name that a model's name begins with. Cards: formula and factors of
    /// Boavizta (boaviztapi); the high value of the A100 includes its share of the server (HotCarbon 2023).
    /// </summary>
    public static ImmutableSortedDictionary<string, EmbodiedCarbon> Published { get; } =
        new Dictionary<string, EmbodiedCarbon>
        {
            ["P100"] = new(129, 129, 129),
            ["L4"] = new(114, 114, 114),
            ["A100"] = new(273, 273, 318),
            ["H100"] = new(575, 575, 575),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
