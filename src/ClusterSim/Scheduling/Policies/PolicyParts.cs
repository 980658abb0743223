using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>What orders are crossed with, by the names that experiment files use.</summary>
internal static class PolicyParts
{
    public const string Depth = "depth";

    public static readonly ImmutableArray<(string Name, Func<IPlacement> Make)> Placements =
    [
        ("first-fit", () => new FirstFit()), ("best-fit", () => new BestFit()), ("worst-fit", () => new WorstFit()),
        ("packed", () => new Packed()), ("spread", () => new Spread()), ("consolidated", () => new Consolidated()),
        ("topology-aware", () => new TopologyAware()),
        ("random", () => new RandomFit()), ("best-fit-cpu-gpu", () => new BestFitCpuGpu()),
        ("dot-product", () => new DotProduct()), ("gpu-clustering", () => new GpuClustering()),
        ("gpu-packing", () => new GpuPacking()), ("fgd", () => new Fgd()),
    ];

    public static readonly ImmutableArray<(string Name, Func<BackfillKind> Make)> Backfills =
        [.. Enum.GetValues<BackfillKind>().Select(kind => (PartNames.Of(kind), (Func<BackfillKind>)(() => kind)))];

    public static readonly ImmutableArray<(string Name, Func<PreemptionKind> Make)> Preemptions =
        [.. Enum.GetValues<PreemptionKind>().Select(kind => (PartNames.Of(kind), (Func<PreemptionKind>)(() => kind)))];

    public static readonly ImmutableArray<(string Name, Func<VictimChoice> Make)> Victims =
        [.. Enum.GetValues<VictimChoice>().Select(kind => (PartNames.Of(kind), (Func<VictimChoice>)(() => kind)))];

    public static readonly ImmutableArray<(string Name, Func<StopKind> Make)> Stops =
        [.. Enum.GetValues<StopKind>().Select(kind => (PartNames.Of(kind), (Func<StopKind>)(() => kind)))];

    public static readonly PolicyOption BackfillOption = new(
        "backfill", "none", "one of " + Names(Backfills), "What happens behind a job that does not fit.");

    public static readonly PolicyOption DepthOption = new(
        Depth, "1", "a whole number from 1, or all",
        "How many blocked jobs hold reservations; only with backfill easy.", "EASY: 1 (Lifka 1995)");

    public static readonly PolicyOption PreemptionOption = new(
        "preemption", "none", "one of " + Names(Preemptions), "Whether running jobs give way.");

    public static readonly PolicyOption VictimsOption = new(
        "victims", "youngest", "one of " + Names(Victims), "Which of several running jobs with equal keys stops first.",
        "Slurm, preempt_youngest_first");

    public static readonly PolicyOption StopOption = new(
        "stop", "checkpoint", "one of " + Names(Stops),
        "Whether a job that gives way keeps its progress, or falls back to its last checkpoint.");

    public static readonly PolicyOption ExemptOption = new(
        "exempt", "0s", "a length of time such as 90s, 30m, 2h or 7d, or 0s",
        "Time after each start for which a job cannot be stopped.", "Slurm, PreemptExemptTime");

    public static readonly PolicyOption GraceOption = new(
        "grace", "0s", "a length of time such as 90s, 30m, 2h or 7d, or 0s",
        "Time that a job works on after it was told to give way.", "Slurm, GraceTime");

    /// <summary>The options of preemption.</summary>
    public static readonly ImmutableArray<PolicyOption> PreemptionParts =
        [VictimsOption, StopOption, ExemptOption, GraceOption];

    /// <summary>The values of these.</summary>
    public static PreemptionOptions PreemptionOf(OptionValues values) => new()
    {
        Victims = values.Choice(VictimsOption.Name, Victims),
        Stop = values.Choice(StopOption.Name, Stops),
        Exempt = values.Length(ExemptOption.Name, orZero: true),
        Grace = values.Length(GraceOption.Name, orZero: true),
    };

    public static PolicyOption Placement(string standard) =>
        new("placement", standard, "one of " + Names(Placements), "Where jobs are placed.");

    public static string Names<T>(ImmutableArray<(string Name, Func<T> Make)> choices) =>
        string.Join(", ", choices.Select(choice => choice.Name));
}
