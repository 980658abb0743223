using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// All policies by name, with their options: what <c>clustersim list policies</c> shows and experiment files name.
/// </summary>
public static class PolicyCatalog
{
    private const string Learned =
        "Smallest learned score first (Carastan-Santos and de Camargo, SC '17); the head blocks.";

    /// <summary>All policies.</summary>
    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        Static(
            "fifo", "First come, first served; the head of the queue blocks everybody behind it.",
            new FifoOrder(), BackfillKind.None),
        Static(
            "fifo-skip", "First come, first served, but jobs that do not fit are skipped.",
            new FifoOrder(), BackfillKind.Skip),
        Static(
            "sjf", "Shortest requested walltime first; the head of the queue blocks everybody behind it.",
            new SjfOrder(), BackfillKind.None),
        Static(
            "ljf", "Longest requested walltime first; the head of the queue blocks everybody behind it.",
            new LjfOrder(), BackfillKind.None),
        Static(
            "saf", "Smallest area (walltime x processors) first; the head blocks everybody behind it.",
            new SafOrder(), BackfillKind.None),
        Static(
            "wfp3", "Greatest (waiting time / walltime)^3 x processors first (Tang et al. 2009); the head blocks.",
            new Wfp3Order(), BackfillKind.None),
        Static(
            "unicef", "Greatest waiting time / (log2(processors) x walltime) first (Tang et al. 2009); head blocks.",
            new UnicefOrder(), BackfillKind.None),
        Static("f1", Learned, CarastanSantosOrder.F1, BackfillKind.None),
        Static("f2", Learned, CarastanSantosOrder.F2, BackfillKind.None),
        Static("f3", Learned, CarastanSantosOrder.F3, BackfillKind.None),
        Static("f4", Learned, CarastanSantosOrder.F4, BackfillKind.None),
        Static(
            "easy", "First come, first served; later jobs start early if that does not delay the head.",
            new FifoOrder(), BackfillKind.Easy),
        Static(
            "conservative", "First come, first served; later jobs start early if that delays nobody.",
            new FifoOrder(), BackfillKind.Conservative),
        Tiresias(),
        Composed(),
        PatternDriven(),
        .. PeerPolicies.All,
    ];

    /// <summary>The policy of a name.</summary>
    /// <param name="name">Name as in <see cref="All"/>.</param>
    /// <exception cref="PolicyException">There is none of that name.</exception>
    public static PolicyDescription Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] known = [.. All.Select(policy => policy.Name)];
        return All.FirstOrDefault(policy => policy.Name == name) ?? throw new PolicyException(
            [$"there is no policy '{name}'{Spelling.Suggestion(name, known)}; known: {string.Join(", ", known)}."]);
    }

    /// <summary>Makes a policy for one run.</summary>
    /// <param name="name">Name as in <see cref="All"/>.</param>
    /// <param name="options">Values of options by name; <c>null</c> or missing ones take their default.</param>
    /// <exception cref="PolicyException">The name or an option is unknown, or a value is not understood.</exception>
    public static ISchedulingPolicy Create(string name, IReadOnlyDictionary<string, string>? options = null) =>
        Find(name).Create(options);

    private static PolicyDescription Static(string name, string summary, IJobOrder order, BackfillKind backfill)
    {
        bool walltimes = order is not FifoOrder || backfill is BackfillKind.Easy or BackfillKind.Conservative;
        return new PolicyDescription(
            name, summary, PolicyMaturity.Faithful, walltimes, [PolicyParts.Placement("first-fit")],
            values => values.Choice("placement", PolicyParts.Placements) is { } placement
                ? new ComposedPolicy(name, order, backfill, placement)
                : null);
    }

    private static PolicyDescription Tiresias() => new(
        "tiresias", "Least attained GPU service first, in queues; running jobs give way (Tiresias-L, NSDI 2019).",
        PolicyMaturity.Simplified, usesWalltimes: false,
        [PolicyParts.Placement("consolidated"), .. PolicyParts.LasOptions],
        values =>
        {
            IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
            IJobOrder order = PolicyParts.Las(values);
            return values.Good
                ? new ComposedPolicy("tiresias", order, BackfillKind.Skip, placement!, PreemptionKind.Priority)
                : null;
        });

    private static PolicyDescription Composed() => new(
        "composed", "Any crossing of order, backfill, placement and preemption.",
        PolicyMaturity.Experimental, usesWalltimes: true,
        [
            new("order", "fifo", "one of fifo, sjf, ljf, saf, wfp3, unicef, f1, f2, f3, f4, las",
                "In which order jobs are considered."),
            new("backfill", "none", "one of " + PolicyParts.Names(PolicyParts.Backfills),
                "What happens behind a job that does not fit."),
            PolicyParts.Placement("first-fit"),
            new("preemption", "none", "one of " + PolicyParts.Names(PolicyParts.Preemptions),
                "Whether running jobs give way."),
            .. PolicyParts.LasOptions,
        ],
        Compose);

    private static ComposedPolicy? Compose(OptionValues values)
    {
        IJobOrder? order = values.Choice("order", PolicyParts.Orders(values));
        BackfillKind backfill = values.Choice("backfill", PolicyParts.Backfills);
        IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
        PreemptionKind preemption = values.Choice("preemption", PolicyParts.Preemptions);
        if (values.Good && ComposedPolicy.Clash(order!, backfill, preemption) is { } clash)
        {
            values.Refuse([$"policy 'composed': {clash}"]);
        }

        return values.Good ? new ComposedPolicy("composed", order!, backfill, placement!, preemption) : null;
    }

    private static PolicyDescription PatternDriven()
    {
        PatternDrivenOptions standard = new();
        return new PolicyDescription(
            "pattern-driven", "Another policy, and on top of it what the rules of the run recommend.",
            PolicyMaturity.Experimental, usesWalltimes: false,
            [
                new("base", "fifo-skip", "the name of another policy; its options follow as base.<option>",
                    "Who schedules."),
                new("mode", "act", "one of act, advise", "Whether recommendations are carried out or only counted."),
                Number("confidence", standard.ConfidenceThreshold, "a number from 0 to 1",
                    "Least confidence that is acted upon."),
                Number("minimum-applications", standard.MinimumApplications, "a whole number from 1",
                    "Known outcomes after which a rule that brought nothing is suspended."),
                Number("back-off", standard.BackOff.TotalSeconds, "a positive length of time such as 90s, 30m or 2h",
                    "How long jobs of a retry loop let others pass.", "s"),
            ],
            MakePatternDriven);
    }

    private static PatternDrivenPolicy? MakePatternDriven(OptionValues values)
    {
        PatternDrivenOptions options = new()
        {
            Mode = values.Choice<PatternDrivenMode>(
                "mode", [("act", () => PatternDrivenMode.Act), ("advise", () => PatternDrivenMode.Advise)]),
            ConfidenceThreshold = values.Number("confidence", 0, 1),
            MinimumApplications = values.Whole("minimum-applications"),
            BackOff = values.Length("back-off"),
        };
        try
        {
            ISchedulingPolicy scheduler = values.Text("base") == "pattern-driven"
                ? throw new PolicyException(["policy 'pattern-driven' cannot be its own base."])
                : Create(values.Text("base"), values.ForBase);
            return values.Good ? new PatternDrivenPolicy(scheduler, options) : null;
        }
        catch (PolicyException problem)
        {
            values.Refuse(problem.Problems);
            return null;
        }
    }

    private static PolicyOption Number(
        string name, double standard, string expected, string description, string unit = "") => new(
        name, standard.ToString(System.Globalization.CultureInfo.InvariantCulture) + unit, expected, description,
        "chosen by this project");
}
