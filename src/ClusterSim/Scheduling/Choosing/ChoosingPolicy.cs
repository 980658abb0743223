using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>
/// A policy whose next job is chosen, not sorted: the chosen job starts if it fits, and the next one is chosen; one
/// that does not fit blocks the others or, with EASY, holds a reservation that later jobs, in order of submission, must
/// not delay.
/// </summary>
public sealed class ChoosingPolicy : ISchedulingPolicy
{
    private readonly IJobChooser _chooser;
    private readonly BackfillKind _backfill;
    private readonly IPlacement _placement;
    private readonly bool _keepsHead;
    private Action<Plan>? _run;

    /// <summary>A policy that asks a chooser.</summary>
    /// <param name="name">Name in results.</param>
    /// <param name="chooser">Who chooses.</param>
    /// <param name="backfill">What happens behind a job that does not fit: none or EASY.</param>
    /// <param name="placement">Where jobs are placed.</param>
    /// <param name="keepsHead">
    /// Whether a chosen job that does not fit stays the head until it starts, whoever comes (as in RLScheduler), or
    /// the choice is made anew in each pass.
    /// </param>
    /// <exception cref="ArgumentException">The backfill is neither none nor EASY.</exception>
    public ChoosingPolicy(
        string name, IJobChooser chooser, BackfillKind backfill, IPlacement placement, bool keepsHead = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(chooser);
        ArgumentNullException.ThrowIfNull(placement);
        if (backfill is not (BackfillKind.None or BackfillKind.Easy))
        {
            throw new ArgumentException($"Found the backfill {backfill}, expected none or EASY.", nameof(backfill));
        }

        Name = name;
        (_chooser, _backfill, _placement, _keepsHead) = (chooser, backfill, placement, keepsHead);
        Options = chooser.Options.ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItems(placement.Options)
            .SetItem("backfill", Policies.PartNames.Of(backfill))
            .SetItem("placement", placement.Name)
            .SetItem("keep-head", keepsHead ? "yes" : "no");
    }

    /// <summary>At most so many waiting jobs are shown to a chooser: 128, as in RLScheduler.</summary>
    public static int MaxVisible => 128;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _chooser.Begin(view);
        _placement.Begin(view);
        ChosenHead head = new(_chooser, _keepsHead);
        IBackfill backfill = _backfill == BackfillKind.Easy ? new Easy(head.Next) : new HeadBlocks(head.Next);
        SchedulingPass pass = new(view, new PendingQueue(view, new FifoOrder(), backfill.TracksWalltimes), _placement);
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
    }
}
