using System.Collections.Immutable;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>The catalogue's entry for spot jobs beside high-priority jobs.</summary>
internal static class SpotCatalog
{
    private const string Source = "Duan et al., ASPLOS 2026", Ours = "chosen by this project";
    private const double LongestGuaranteeHours = 24;

    private static readonly ImmutableArray<(string, Func<bool>)> Switch = [("on", () => true), ("off", () => false)];

    private static readonly ImmutableArray<PolicyOption> Parts =
    [
        new("high-priority", "1", "a whole number",
            "Jobs of this priority or a greater one are high-priority jobs, the others spot jobs.",
            "cluster-trace-v2026-spot-gpu: HP is 1, Spot 0"),
        new("guarantee", "1h", "a length of time such as 30m or 1h, up to 24h",
            "How long a spot job is to run before it is evicted.", Source),
        new("guarantee-rate", "0.9", "a number above 0.5 and below 1, or none",
            "Probability with which the reserve for high-priority jobs suffices for so long; none: no reserve.",
            Source),
        new("forecast", "learned", "one of learned, persistence",
            "Whether each organization's demand is forecast from its past, or taken to stay as it is.", Source),
        new("feedback", "on", "on or off",
            "Whether the reserve grows when more guarantees are broken than the rate allows, and shrinks otherwise.",
            Source),
        new("interval", "10m", "a length of time such as 10m, up to 24h", "Time between two looks at demand.", Ours),
        new("stop", "kill", "one of checkpoint, kill",
            "Whether an evicted job keeps its progress, or falls back to its last checkpoint.", Source),
        PolicyParts.Placement("best-fit"),
    ];

    public static PolicyDescription Describe() => new(
        "gfs",
        "Spot jobs within a quota from forecast demand; high-priority jobs evict those whose loss is least (GFS).",
        PolicyMaturity.Simplified, usesWalltimes: false, Parts,
        values =>
        {
            IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
            GfsOptions options = new()
            {
                HighPriority = (int)values.Number("high-priority", int.MinValue, int.MaxValue),
                Guarantee = UpToADay(values, "guarantee"),
                GuaranteeRate = values.NumberOrNone("guarantee-rate", 0.5, 1, exclusive: true),
                Learns = values.Choice<bool>("forecast", [("learned", () => true), ("persistence", () => false)]),
                Feedback = values.Choice("feedback", Switch),
                Interval = UpToADay(values, "interval"),
                Checkpoints = values.Choice<bool>("stop", [("checkpoint", () => true), ("kill", () => false)]),
                Placement = placement!,
            };
            return values.Good
                ? new GfsPolicy(
                    options, Parts.ToImmutableSortedDictionary(
                        part => part.Name, part => values.Text(part.Name), StringComparer.Ordinal))
                : null;
        });

    private static TimeSpan UpToADay(OptionValues values, string name)
    {
        TimeSpan length = values.Length(name);
        if (length.TotalHours > LongestGuaranteeHours)
        {
            values.Refuse([$"policy '{values.PolicyName}', option '{name}': found '{values.Text(name)}', expected "
                + "at most 24h."]);
        }

        return length;
    }
}
