using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// A policy put together from parts that can be crossed: in which order jobs are considered, what happens behind one
/// that does not fit, and where jobs are placed.
/// </summary>
public sealed class ComposedPolicy : ISchedulingPolicy
{
    private readonly IJobOrder _order;
    private readonly IPlacement _placement;
    private readonly BackfillKind _backfillKind;
    private IBackfill _backfill = new HeadBlocks();
    private SchedulingPass? _pass;

    /// <summary>A policy of the given parts.</summary>
    /// <param name="name">Name in results.</param>
    /// <param name="order">In which order jobs are considered; must be static.</param>
    /// <param name="backfill">What happens behind a job that does not fit.</param>
    /// <param name="placement">Where jobs are placed.</param>
    /// <exception cref="ArgumentException">The order is not static.</exception>
    public ComposedPolicy(string name, IJobOrder order, BackfillKind backfill, IPlacement placement)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(placement);
        if (!order.IsStatic)
        {
            throw new ArgumentException($"order '{order.Name}' changes while jobs run; it needs preemption.", nameof(order));
        }

        Name = name;
        (_order, _backfillKind, _placement) = (order, backfill, placement);
        Options = order.Options.ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItem("order", order.Name)
            .SetItem("backfill", PartNames.Of(backfill))
            .SetItem("placement", placement.Name)
            .SetItem("preemption", "none");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _order.Begin(view);
        _backfill = _backfillKind switch
        {
            BackfillKind.Skip => new SkipBlocked(),
            BackfillKind.Easy => new Easy(),
            _ => new HeadBlocks(),
        };
        _pass = new SchedulingPass(view, new PendingQueue(view, _order, _backfill.TracksWalltimes), _placement);
        _backfill.Begin(_pass);
    }

    /// <inheritdoc/>
    public void Schedule(SchedulingView view, Plan plan)
    {
        SchedulingPass pass = _pass ?? throw new InvalidOperationException("Begin was not called.");
        pass.Begin(plan);
        _backfill.Run(pass);
    }
}
