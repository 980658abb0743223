using System.Collections.Immutable;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The orders by the names that experiment files use.</summary>
internal static class OrderParts
{
    public const string LasLimits = "queue-limits-gpu-seconds";
    public const string PromoteKnob = "promote-knob";

    private const string Factor = "deadline-factor";
    private const string HalfLife = "half-life";
    private const string Shares = "shares";

    public static readonly ImmutableArray<OrderPart> All =
    [
        Plain("fifo", "First come, first served", new FifoOrder(), usesWalltimes: false),
        Plain("sjf", "Shortest requested walltime first", new SjfOrder()),
        Plain("ljf", "Longest requested walltime first", new LjfOrder()),
        Plain("saf", "Smallest area (walltime x processors) first", new SafOrder()),
        Plain("wfp3", "Greatest (waiting time / walltime)^3 x processors first (Tang et al. 2009)", new Wfp3Order()),
        Plain(
            "unicef", "Greatest waiting time / (log2(processors) x walltime) first (Tang et al. 2009)",
            new UnicefOrder()),
        Plain("f1", Learned("log10(r) n + 870 log10(s)"), CarastanSantosOrder.F1),
        Plain("f2", Learned("sqrt(r) n + 25600 log10(s)"), CarastanSantosOrder.F2),
        Plain("f3", Learned("r n + 6860000 log10(s)"), CarastanSantosOrder.F3),
        Plain("f4", Learned("r sqrt(n) + 530000 log10(s)"), CarastanSantosOrder.F4),
        new(
            "fair-share", "The user with the least decayed usage for his share first (as Slurm's fair-share factor)",
            UsesWalltimes: false,
            [
                new(HalfLife, "604800s", "a positive length of time such as 90s, 30m, 2h or 7d",
                    "Time after which usage counts half.", "Slurm, PriorityDecayHalfLife: 7 days"),
                new(Shares, "equal", "equal, or USER=SHARE pairs separated by semicolons, shares greater than 0",
                    "Shares of users; who is not named has 1."),
            ],
            values => FairShare(values)),
        new(
            "deadline", "Earliest deadline (submission + factor x walltime) first", UsesWalltimes: true,
            [
                new(Factor, "2", "a number greater than 0", "Walltimes from a job's submission to its deadline.",
                    "chosen by this project"),
            ],
            values => values.Number(Factor, 0, double.MaxValue, exclusive: true) is > 0 and var factor
                ? new DeadlineOrder(factor)
                : new DeadlineOrder()),
        Plain("priority", "Greatest priority first", new PriorityOrder(), usesWalltimes: false),
        Plain("srtf", "Shortest remaining walltime first", new SrtfOrder()),
        new(
            "las", "Least attained GPU service first, in queues", UsesWalltimes: false,
            [
                new(
                    LasLimits, "3250;7200",
                    "positive ascending numbers of GPU-seconds, separated by semicolons, or none",
                    "Attained service at which a job sinks to the next queue.",
                    "SymbioticLab/Tiresias, simulator/jobs.py"),
                new(PromoteKnob, "none", "a number greater than 0, or none",
                    "A waiting job returns to the first queue when it has waited this many times as long as it ran "
                    + "since then.",
                    "Tiresias (NSDI 2019): off in the main runs"),
            ],
            values => Las(values)),
    ];

    public static OrderPart Of(string name) => All.Single(order => order.Name == name);

    private static OrderPart Plain(string name, string summary, IJobOrder order, bool usesWalltimes = true) =>
        new(name, summary, usesWalltimes, [], _ => order);

    private static string Learned(string score) =>
        $"Smallest learned score {score} first (Carastan-Santos and de Camargo, SC '17)";

    private static LasOrder Las(OptionValues values)
    {
        ImmutableArray<double> limits = values.AscendingOrNone(LasLimits);
        double? knob = values.NumberOrNone(PromoteKnob, 0, double.PositiveInfinity, exclusive: true);
        return new LasOrder(limits, knob == 0 ? null : knob);
    }

    private static FairShareOrder FairShare(OptionValues values)
    {
        TimeSpan halfLife = values.Length(HalfLife);
        return new FairShareOrder(halfLife, values.Text(Shares) == "equal" ? null : values.Pairs(Shares));
    }
}
