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

    public static PolicyOption Placement(string standard) =>
        new("placement", standard, "one of " + Names(Placements), "Where jobs are placed.");

    public static string Names<T>(ImmutableArray<(string Name, Func<T> Make)> choices) =>
        string.Join(", ", choices.Select(choice => choice.Name));
}
