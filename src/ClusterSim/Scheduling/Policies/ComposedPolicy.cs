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
    private readonly PreemptionOptions _preempting;
    private readonly int _depth;
    private Action<Plan>? _run;

    /// <summary>A policy of the given parts.</summary>
    /// <param name="name">Name in results.</param>
    /// <param name="order">In which order jobs are considered.</param>
    /// <param name="backfill">What happens behind a job that does not fit.</param>
    /// <param name="placement">Where jobs are placed.</param>
    /// <param name="preemption">Whether running jobs give way.</param>
    /// <param name="depth">
    /// How many blocked jobs hold reservations under <see cref="BackfillKind.Easy"/>: from 1, which is EASY, to <see
    /// cref="int.MaxValue"/> for all.
    /// </param>
    /// <param name="preempting">Who gives way and how; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The parts do not go together: <see cref="KeyChange"/> says which orders need preemption, preemption skips what
    /// does not fit, and only EASY has a depth.
    /// </exception>
    public ComposedPolicy(
        string name, IJobOrder order, BackfillKind backfill, IPlacement placement,
        PreemptionKind preemption = PreemptionKind.None, int depth = 1,
        PreemptionOptions? preempting = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        if (Clash(order, backfill, preemption, depth) is { } clash)
        {
            throw new ArgumentException(clash);
        }

        Name = name;
        (_order, _backfill, _placement) = (order, backfill, placement);
        (_preemption, _depth, _preempting) = (preemption, depth, preempting ?? new PreemptionOptions());
        var options = order.Options.ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItems(placement.Options)
            .SetItem("order", order.Name)
            .SetItem("backfill", PartNames.Of(backfill))
            .SetItem("placement", placement.Name)
            .SetItem("preemption", PartNames.Of(preemption));
        options = backfill == BackfillKind.Easy ? options.SetItem("depth", PartNames.OfDepth(depth)) : options;
        Options = preemption == PreemptionKind.Priority
            ? options.SetItems(PartNames.Of(_preempting))
            : options;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options { get; private set; }

    /// <summary>Records a further option in the results.</summary>
    internal ComposedPolicy Noting(string option, string value)
    {
        Options = Options.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(option, value);
        return this;
    }

    /// <summary>Why parts do not go together; <c>null</c> when they do.</summary>
    internal static string? Clash(IJobOrder order, BackfillKind backfill, PreemptionKind preemption, int depth)
    {
        bool preempts = preemption == PreemptionKind.Priority;
        if (!preempts && order.Changes is (KeyChange.AtKnownTimes or KeyChange.WhileRunning))
        {
            return $"order '{order.Name}' changes while jobs run: it needs preemption 'priority'.";
        }

        if (preempts && order.Changes == KeyChange.WhileWaiting)
        {
            return $"order '{order.Name}' changes all the time while jobs wait: it needs preemption 'none'.";
        }

        if (preempts && backfill != BackfillKind.Skip)
        {
            return $"preemption 'priority' needs backfill 'skip', not '{PartNames.Of(backfill)}'.";
        }

        return depth == 1 || backfill == BackfillKind.Easy
            ? null
            : $"depth {PartNames.OfDepth(depth)} needs backfill 'easy', not '{PartNames.Of(backfill)}'.";
    }

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _order.Begin(view);
        _placement.Begin(view);
        if (_preemption == PreemptionKind.Priority)
        {
            _run = new PriorityPreemption(view, _order, _placement, _preempting).Run;
            return;
        }

        IBackfill backfill = NewBackfill();
        SchedulingPass pass = new(view, new PendingQueue(view, _order, backfill.TracksWalltimes), _placement);
        _run = pass.Under(backfill);
    }

    /// <inheritdoc/>
    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_run is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _run(plan);
        DeclinedRoom.Tell(view, _placement);
    }

    private IBackfill NewBackfill() => _backfill switch
    {
        BackfillKind.Skip => new SkipBlocked(),
        BackfillKind.Easy => _depth == 1 ? new Easy() : new DeepEasy(_depth),
        BackfillKind.Conservative => new Conservative(),
        _ => new HeadBlocks(),
    };
}
