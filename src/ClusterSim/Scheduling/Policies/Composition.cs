using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>A named crossing of an order with the other parts: which parts are fixed, and which are options.</summary>
/// <param name="Name">Name of the policy.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Order">Its order.</param>
internal sealed record Composition(string Name, string Summary, OrderPart Order)
{
    /// <summary>What happens behind a job that does not fit; <c>null</c> when an option says it.</summary>
    public BackfillKind? Backfill { get; init; }

    public PreemptionKind Preemption { get; init; }

    /// <summary>Placement unless an option says another.</summary>
    public string Placement { get; init; } = "first-fit";

    public PolicyMaturity Maturity { get; init; } = PolicyMaturity.Faithful;

    private bool HasDepth => Backfill is null or BackfillKind.Easy;

    private bool HasVictims => Preemption == PreemptionKind.Priority;

    public PolicyDescription Describe() => new(
        Name, Summary, Maturity,
        Order.UsesWalltimes || Backfill is BackfillKind.Easy or BackfillKind.Conservative,
        [
            PolicyParts.Placement(Placement),
            .. Backfill is null ? [PolicyParts.BackfillOption] : ImmutableArray<PolicyOption>.Empty,
            .. HasDepth ? [PolicyParts.DepthOption] : ImmutableArray<PolicyOption>.Empty,
            .. HasVictims ? PolicyParts.PreemptionParts : ImmutableArray<PolicyOption>.Empty,
            .. Order.Options,
        ],
        Make)
    {
        Needs = Order.Needs,
    };

    /// <summary>A policy of parts unless they do not go together.</summary>
    public static ComposedPolicy? Compose(
        OptionValues values, string name, IJobOrder order, BackfillKind backfill, PreemptionKind preemption,
        PreemptionOptions preempting, int depth)
    {
        IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
        if (values.Good && ComposedPolicy.Clash(order, backfill, preemption, depth) is { } clash)
        {
            values.Refuse([$"policy '{values.PolicyName}': {clash}"]);
        }

        return values.Good
            ? new ComposedPolicy(name, order, backfill, placement!, preemption, depth, preempting)
            : null;
    }

    private ComposedPolicy? Make(OptionValues values)
    {
        IJobOrder order = Order.Make(values);
        BackfillKind backfill = Backfill ?? values.Choice("backfill", PolicyParts.Backfills);
        int depth = HasDepth ? values.WholeOrAll(PolicyParts.Depth) : 1;
        PreemptionOptions preempting = HasVictims ? PolicyParts.PreemptionOf(values) : new PreemptionOptions();
        string name = Backfill is null && backfill != BackfillKind.None ? $"{Name}+{PartNames.Of(backfill)}" : Name;
        return Compose(values, name, order, backfill, Preemption, preempting, depth);
    }
}
