using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// A policy put together from parts that can be crossed: in which order jobs are considered, what happens behind one
/// that does not fit, where jobs are placed, and whether running jobs give way.
/// </summary>
public sealed class ComposedPolicy : ISchedulingPolicy
{
    private readonly IJobOrder _order;
    private readonly IPlacement _placement;
    private readonly BackfillKind _backfill;
    private readonly PreemptionKind _preemption;
    private Action<Plan>? _run;

    /// <summary>A policy of the given parts.</summary>
    /// <param name="name">Name in results.</param>
    /// <param name="order">In which order jobs are considered.</param>
    /// <param name="backfill">What happens behind a job that does not fit.</param>
    /// <param name="placement">Where jobs are placed.</param>
    /// <param name="preemption">Whether running jobs give way.</param>
    /// <exception cref="ArgumentException">
    /// The parts do not go together: an order whose keys change needs preemption, and preemption skips what does not
    /// fit.
    /// </exception>
    public ComposedPolicy(
        string name, IJobOrder order, BackfillKind backfill, IPlacement placement,
        PreemptionKind preemption = PreemptionKind.None)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(placement);
        if (Clash(order, backfill, preemption) is { } clash)
        {
            throw new ArgumentException(clash);
        }

        Name = name;
        (_order, _backfill, _placement, _preemption) = (order, backfill, placement, preemption);
        Options = order.Options.ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItem("order", order.Name)
            .SetItem("backfill", PartNames.Of(backfill))
            .SetItem("placement", placement.Name)
            .SetItem("preemption", PartNames.Of(preemption));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>Why parts do not go together; <c>null</c> when they do.</summary>
    internal static string? Clash(IJobOrder order, BackfillKind backfill, PreemptionKind preemption) =>
        preemption switch
        {
            PreemptionKind.None when !order.IsStatic && !order.ChangesAllTheTime =>
                $"order '{order.Name}' changes while jobs run: it needs preemption 'priority'.",
            PreemptionKind.Priority when order.ChangesAllTheTime =>
                $"order '{order.Name}' changes all the time: jobs would stop each other for ever; "
                + "it needs preemption 'none'.",
            PreemptionKind.Priority when backfill != BackfillKind.Skip =>
                $"preemption 'priority' needs backfill 'skip', not '{PartNames.Of(backfill)}'.",
            _ => null,
        };

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _order.Begin(view);
        if (_preemption == PreemptionKind.Priority)
        {
            _run = new PriorityPreemption(view, _order, _placement).Run;
            return;
        }

        IBackfill backfill = NewBackfill();
        SchedulingPass pass = new(view, new PendingQueue(view, _order, backfill.TracksWalltimes), _placement);
        backfill.Begin(pass);
        _run = plan =>
        {
            pass.Begin(plan);
            backfill.Run(pass);
        };
    }

    /// <inheritdoc/>
    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_run is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _run(plan);
    }

    private IBackfill NewBackfill() => _backfill switch
    {
        BackfillKind.Skip => new SkipBlocked(),
        BackfillKind.Easy => new Easy(),
        BackfillKind.Conservative => new Conservative(),
        _ => new HeadBlocks(),
    };
}
