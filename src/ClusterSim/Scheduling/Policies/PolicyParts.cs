using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The parts of which policies are composed, by the names that experiment files use.</summary>
internal static class PolicyParts
{
    public const string LasLimits = "queue-limits-gpu-seconds";
    public const string PromoteKnob = "promote-knob";

    public static readonly ImmutableArray<(string Name, Func<IPlacement> Make)> Placements =
    [
        ("first-fit", () => new FirstFit()), ("best-fit", () => new BestFit()), ("worst-fit", () => new WorstFit()),
        ("packed", () => new Packed()), ("spread", () => new Spread()), ("consolidated", () => new Consolidated()),
    ];

    public static readonly ImmutableArray<(string Name, Func<BackfillKind> Make)> Backfills =
        [.. Enum.GetValues<BackfillKind>().Select(kind => (PartNames.Of(kind), (Func<BackfillKind>)(() => kind)))];

    public static readonly ImmutableArray<(string Name, Func<PreemptionKind> Make)> Preemptions =
        [.. Enum.GetValues<PreemptionKind>().Select(kind => (PartNames.Of(kind), (Func<PreemptionKind>)(() => kind)))];

    public static readonly ImmutableArray<PolicyOption> LasOptions =
    [
        new(LasLimits, "3250;7200", "positive ascending numbers of GPU-seconds, separated by semicolons",
            "Attained service at which a job sinks to the next queue.", "SymbioticLab/Tiresias, simulator/jobs.py"),
        new(PromoteKnob, "none", "a number greater than 0, or none",
            "A waiting job returns to the first queue when it has waited this many times as long as it ran since then.",
            "Tiresias (NSDI 2019): off in the main runs"),
    ];

    public static PolicyOption Placement(string standard) =>
        new("placement", standard, "one of " + Names(Placements), "Where jobs are placed.");

    public static ImmutableArray<(string Name, Func<IJobOrder> Make)> Orders(OptionValues values) =>
    [
        ("fifo", () => new FifoOrder()), ("sjf", () => new SjfOrder()), ("ljf", () => new LjfOrder()),
        ("saf", () => new SafOrder()), ("wfp3", () => new Wfp3Order()), ("unicef", () => new UnicefOrder()),
        ("f1", () => CarastanSantosOrder.F1), ("f2", () => CarastanSantosOrder.F2),
        ("f3", () => CarastanSantosOrder.F3), ("f4", () => CarastanSantosOrder.F4), ("las", () => Las(values)),
    ];

    public static IJobOrder Las(OptionValues values)
    {
        ImmutableArray<double> limits = values.Ascending(LasLimits);
        double? knob = values.NumberOrNone(PromoteKnob, 0, double.PositiveInfinity, exclusive: true);
        return new LasOrder(limits, knob == 0 ? null : knob);
    }

    public static string Names<T>(ImmutableArray<(string Name, Func<T> Make)> choices) =>
        string.Join(", ", choices.Select(choice => choice.Name));
}
