using System.Collections.Immutable;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The orders by the names that experiment files use.</summary>
internal static class OrderParts
{
    public const string LasLimits = "queue-limits-gpu-seconds";
    public const string PromoteKnob = "promote-knob";

    private const string Alpha = "alpha", Similarity = "least-similarity", Shrinkage = "shrinkage";
    private const string Quantum = "quantum";
    private const string Factor = "deadline-factor";
    private const string HalfLife = "half-life";
    private const string Shares = "shares";
    private const string Regimes = "regimes";

    private static readonly ImmutableArray<PolicyOption> WeightOptions =
    [
        Weight(0, "1", "log10 of the requested walltime in seconds"),
        Weight(1, "0", "processors, as a share of the platform's"),
        Weight(2, "0", "waiting time in hours"),
        Weight(3, "0", "power of the GPUs asked for, as a share of that of all GPUs of the platform at full load"),
        Weight(4, "0", "deficit of the user: an equal share less his share of the decayed usage"),
    ];

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
        GroupMean("sju", "user_dur", "user"),
        GroupMean("sjg", "group_dur", "group of similar jobs"),
        GroupMean("sjgg", "group_gpu_dur", "group of similar jobs with as many GPUs"),
        new(
            "lrpt", "Longest remaining walltime first", UsesWalltimes: true,
            [
                new(Quantum, "60s", "a positive length of time such as 90s, 30m, 2h or 7d",
                    "Remaining times are compared in whole quanta.", "chosen by this project"),
            ],
            values => new LrptOrder(values.Length(Quantum))),
        new(
            "qssf",
            "Smallest estimated duration x GPUs first, estimated from the jobs that ended before (Helios, SC '21)",
            UsesWalltimes: false,
            [
                new(Alpha, "0.1", "a number from 0 to 1",
                    "Weight of the mean of similar jobs beside the learned estimate.",
                    "S-Lab-System-Group/HeliosArtifact, estimators/estimator.py"),
                new(Similarity, "0.6", "a number from 0 to 1",
                    "Least similarity of names, 1 less edit distance / length, at which jobs count as similar.",
                    "S-Lab-System-Group/HeliosArtifact, estimators/estimator.py (difflib's ratio there)"),
                new(Shrinkage, "3", "a number greater than 0",
                    "How many jobs the mean of a larger group counts for beside a smaller group's own.",
                    "chosen by this project"),
            ],
            values => Qssf(values)),
        new(
            "weighted",
            "Smallest weighted sum of walltime, size, waiting time, power and the user's deficit first",
            UsesWalltimes: true, WeightOptions, values => Weighted(values)),
        new(
            "regime",
            "Smallest weighted sum first, with weights that follow load, burstiness and mix of users",
            UsesWalltimes: true,
            [
                new(Regimes, "none", "none, or a file that 'clustersim tune --regimes' wrote",
                    "Vectors of weights and the choice among them; none: shortest first."),
            ],
            values => Regime(values)),
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

    private static OrderPart GroupMean(string name, string estimate, string of) => Plain(
        name, $"Shortest mean duration of the job's {of} first, the trace's estimate '{estimate}' (PAI, NSDI '22)",
        new GroupMeanOrder(name, estimate), usesWalltimes: false) with
    {
        Needs = $"the estimate '{estimate}'",
    };

    private static string Learned(string score) =>
        $"Smallest learned score {score} first (Carastan-Santos and de Camargo, SC '17)";

    private static PolicyOption Weight(int index, string standard, string of) => new(
        PriorityWeights.Names[index], standard, "a number from -1e6 to 1e6; negative: the greater the earlier",
        $"Weight of the {of}.", "chosen by this project: the default is sjf");

    private static WeightedOrder Weighted(OptionValues values) => new(
        PriorityWeights.Of([.. PriorityWeights.Names.Select(name => values.Number(name, -1e6, 1e6))]));

    private static RegimeOrder Regime(OptionValues values)
    {
        string file = values.Text(Regimes);
        try
        {
            return file == "none"
                ? new RegimeOrder(RegimeModel.Plain)
                : new RegimeOrder(RegimeModel.Load(file), file);
        }
        catch (PolicyException error)
        {
            values.Refuse(error.Problems.Select(problem => $"policy '{values.PolicyName}', {problem}"));
            return new RegimeOrder(RegimeModel.Plain);
        }
    }

    private static LasOrder Las(OptionValues values)
    {
        ImmutableArray<double> limits = values.AscendingOrNone(LasLimits);
        double? knob = values.NumberOrNone(PromoteKnob, 0, double.PositiveInfinity, exclusive: true);
        return new LasOrder(limits, knob == 0 ? null : knob);
    }

    private static QssfOrder Qssf(OptionValues values) => new(
        values.Number(Alpha, 0, 1), values.Number(Similarity, 0, 1),
        values.Number(Shrinkage, 0, double.MaxValue, exclusive: true));

    private static FairShareOrder FairShare(OptionValues values)
    {
        TimeSpan halfLife = values.Length(HalfLife);
        return new FairShareOrder(halfLife, values.Text(Shares) == "equal" ? null : values.Pairs(Shares));
    }
}
