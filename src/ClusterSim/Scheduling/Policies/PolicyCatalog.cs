using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Elastic;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Policies.Energy;
using ClusterSim.Scheduling.Policies.Gavel;
using ClusterSim.Scheduling.Policies.Sharing;
using ClusterSim.Scheduling.Policies.Shifting;
using ClusterSim.Scheduling.Policies.Spot;
using ClusterSim.Scheduling.Policies.Themis;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// All policies by name, with their options: what <c>clustersim list policies</c> shows and experiment files name.
/// </summary>
public static class PolicyCatalog
{
    private const string HeadBlocks = "; the head of the queue blocks everybody behind it.";

    /// <summary>All policies that have a name of their own.</summary>
    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        Ordered("fifo"),
        new Composition(
            "fifo-skip", "First come, first served, but jobs that do not fit are skipped.", OrderParts.Of("fifo"))
        {
            Backfill = BackfillKind.Skip,
        }.Describe(),
        .. from name in new[] { "sjf", "ljf", "saf", "wfp3", "unicef", "f1", "f2", "f3", "f4" } select Ordered(name),
        Ordered("fair-share", PolicyMaturity.Simplified),
        Ordered("deadline"),
        Ordered("weighted", PolicyMaturity.Experimental),
        Ordered("regime", PolicyMaturity.Experimental),
        Ordered("qssf", PolicyMaturity.Simplified),
        Ordered("sju"),
        Ordered("sjg"),
        Ordered("sjgg"),
        Ordered("priority"),
        new Composition(
            "priority-preemptive", "Greatest priority first; running jobs of smaller priority give way.",
            OrderParts.Of("priority"))
        {
            Backfill = BackfillKind.Skip,
            Preemption = PreemptionKind.Priority,
        }.Describe(),
        new Composition(
            "srtf", "Shortest remaining walltime first; running jobs with more left give way.", OrderParts.Of("srtf"))
        {
            Backfill = BackfillKind.Skip,
            Preemption = PreemptionKind.Priority,
        }.Describe(),
        new Composition(
            "lrpt",
            "Longest remaining walltime first; running jobs with less left give way: a bound, not a policy to use.",
            OrderParts.Of("lrpt"))
        {
            Backfill = BackfillKind.Skip,
            Preemption = PreemptionKind.Priority,
        }.Describe(),
        new Composition(
            "easy", "First come, first served; later jobs start early if that does not delay the head.",
            OrderParts.Of("fifo"))
        {
            Backfill = BackfillKind.Easy,
        }.Describe(),
        new Composition(
            "conservative", "First come, first served; later jobs start early if that delays nobody.",
            OrderParts.Of("fifo"))
        {
            Backfill = BackfillKind.Conservative,
        }.Describe(),
        .. TiresiasCatalog.All,
        Composed(),
        LearnedCatalog.Describe(),
        PatternDrivenCatalog.Describe(),
        .. ShiftingCatalog.All,
        CongestionAwareCatalog.Describe(),
        .. PlacementPolicies.All,
        GavelCatalog.Describe(),
        ThemisCatalog.Describe(),
        .. PeerPolicies.All,
        .. GpuPeerPolicies.All,
        .. TiresiasPeerPolicies.All,
        .. SharingCatalog.All,
        SpotCatalog.Describe(),
        .. ElasticPolicies.All,
        .. EnergyCatalog.All,
    ];

    /// <summary>
    /// What policies are called that have no name of their own: an order and a backfill, such as <c>sjf+easy</c>.
    /// </summary>
    public static string CrossingForm =>
        Crossings.Form + $"; any policy with {PatternDrivenCatalog.Suffix} behind its name acts on rules, too";

    /// <summary>The policy of a name.</summary>
    /// <param name="name">Name as in <see cref="All"/>, or an order and a backfill such as <c>sjf+easy</c>.</param>
    /// <exception cref="PolicyException">There is none of that name.</exception>
    public static PolicyDescription Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] known = [.. All.Select(policy => policy.Name)];
        return TryFind(name) ?? throw new PolicyException(
            [$"there is no policy '{name}'{Spelling.Suggestion(name, [.. known, .. Crossings.Names])}; known: "
                + $"{string.Join(", ", known)}; or {CrossingForm}."]);
    }

    /// <summary>The policy of a name; <c>null</c> when there is none.</summary>
    internal static PolicyDescription? TryFind(string name) =>
        All.FirstOrDefault(policy => policy.Name == name) ?? Crossings.Find(name) ?? PatternDrivenCatalog.Find(name);

    /// <summary>Makes a policy for one run.</summary>
    /// <param name="name">Name as in <see cref="All"/>.</param>
    /// <param name="options">Values of options by name; <c>null</c> or missing ones take their default.</param>
    /// <exception cref="PolicyException">The name or an option is unknown, or a value is not understood.</exception>
    public static ISchedulingPolicy Create(string name, IReadOnlyDictionary<string, string>? options = null) =>
        Find(name).Create(options);

    private static PolicyDescription Ordered(string order, PolicyMaturity maturity = PolicyMaturity.Faithful) =>
        new Composition(order, OrderParts.Of(order).Summary + HeadBlocks, OrderParts.Of(order)) { Maturity = maturity }
            .Describe();

    private static PolicyDescription Composed() => new(
        "composed", "Any crossing of order, backfill, placement and preemption.",
        PolicyMaturity.Experimental, usesWalltimes: true,
        [
            new("order", "fifo", "one of " + string.Join(", ", OrderParts.All.Select(order => order.Name)),
                "In which order jobs are considered."),
            PolicyParts.BackfillOption,
            PolicyParts.Placement("first-fit"),
            PolicyParts.DepthOption,
            PolicyParts.PreemptionOption,
            .. PolicyParts.PreemptionParts,
            .. OrderParts.All.SelectMany(order => order.Options),
        ],
        Compose);

    private static ComposedPolicy? Compose(OptionValues values)
    {
        IJobOrder? order = values.Choice<IJobOrder>(
            "order", [.. OrderParts.All.Select(part => (part.Name, (Func<IJobOrder>)(() => part.Make(values))))]);
        return Composition.Compose(
            values, "composed", order!,
            values.Choice("backfill", PolicyParts.Backfills), values.Choice("preemption", PolicyParts.Preemptions),
            PolicyParts.PreemptionOf(values), values.WholeOrAll(PolicyParts.Depth));
    }
}
