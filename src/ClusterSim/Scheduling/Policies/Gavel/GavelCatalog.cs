using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Peers.Gavel;

namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>The catalogue's entry for Gavel.</summary>
internal static class GavelCatalog
{
    public const string Fifo = "fifo";

    private const string Source = "Narayanan et al., OSDI 2020";
    private const string Artefact = "stanford-futuredata/gavel c4fa400";

    private static readonly ImmutableArray<(string Name, Func<GpuPools, Platform, IShareObjective> Make)> s_objectives =
    [
        ("max-min", (_, _) => new MaxMinFairness()),
        ("finish-time", (_, _) => new FinishTimeFairness()),
        ("makespan", (_, _) => new ShortestMakespan()),
        (Fifo, (_, _) => new FirstComeFirstServed()),
        ("cost", (pools, platform) => MakeCost(pools, platform, meetsDeadlines: false)),
        ("cost-slo", (pools, platform) => MakeCost(pools, platform, meetsDeadlines: true)),
    ];

    private static readonly ImmutableArray<PolicyOption> s_options =
    [
        new("policy", "max-min",
            "one of max-min, finish-time, makespan, fifo, cost, cost-slo; with variant artefact one of "
                + string.Join(", ", GavelRules.All.Select(rule => rule.Name)),
            "What the shares of time are to be best at.", Source + ", section 4"),
        new("variant", "corrected", "one of corrected, artefact",
            "The mechanism of the paper without the rounding of its simulator, or its simulator's schedule exactly.",
            Artefact),
        new("aware", "yes", "one of yes, no", "Whether speeds on GPU models count (corrected).", Source),
        new("round", "360s", "a length of time such as 360s or 6m", "Length of a round.", Source + ", section 5"),
        new("reset", "1920s", "a length of time such as 1920s or 32m",
            "Least time after which what jobs have received is forgotten (corrected).",
            Artefact + ", scheduler.py: minimum_time_between_allocation_resets"),
        new("seed", "0", "a whole number from 0", "Seed of the artefact's draws (artefact).", Artefact),
    ];

    public static PolicyDescription Describe() => new(
        "gavel", "Rounds that give each job its share of time on each GPU model, best by a chosen objective (Gavel).",
        PolicyMaturity.Faithful, usesWalltimes: false, s_options, Make)
    {
        Peers = ["Gavel's simulator c4fa400 fifo, fifo_perf and isolated (variant artefact)"],
    };

    private static ISchedulingPolicy? Make(OptionValues values)
    {
        bool artefact = values.Choice("variant", [("corrected", () => false), ("artefact", () => true)]);
        bool aware = values.Choice("aware", [("yes", () => true), ("no", () => false)]);
        (TimeSpan round, TimeSpan reset) = (values.Length("round"), values.Length("reset", orZero: true));
        uint seed = (uint)values.Number("seed", 0, int.MaxValue);
        if (artefact)
        {
            GavelRule rule = values.Choice(
                "policy", [.. GavelRules.All.Select(entry => (entry.Name, (Func<GavelRule>)(() => entry.Rule)))]);
            return values.Good ? new GavelSimulator(rule, round, seed) : null;
        }

        var make = values.Choice(
            "policy",
            [.. s_objectives.Select(entry =>
                (entry.Name, (Func<Func<GpuPools, Platform, IShareObjective>>)(() => entry.Make)))]);
        return values.Good
            ? new GavelPolicy(
                new GavelOptions(values.Text("policy"), aware, round, reset),
                (view, pools) => make!(pools, view.Platform))
            : null;
    }

    private static ThroughputPerCost MakeCost(GpuPools pools, Platform platform, bool meetsDeadlines)
    {
        string[] unknown = [.. pools.Models.Where(model => platform.Model(model).PricePerHour is not > 0)];
        return unknown.Length == 0
            ? new ThroughputPerCost([.. pools.Models.Select(model => platform.Model(model).PricePerHour!.Value)],
                meetsDeadlines)
            : throw new PolicyException(
                ["policy 'gavel', objective cost: the platform must say the price_per_hour of every GPU model; it "
                    + $"lacks {string.Join(", ", unknown.Select(model => $"'{model}'"))}."]);
    }
}
