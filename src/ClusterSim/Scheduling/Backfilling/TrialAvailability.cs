using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// Promises on any cluster, each with its placement. A gap is looked for at now and at every end of a promise: all
/// promises that overlap it are taken on a copy at once, and the job must find a placement beside them. That is on the
/// safe side where two of them follow each other on the same nodes, and its cost grows with the square of the promises.
/// </summary>
internal sealed class TrialAvailability(SchedulingView view, IPlacement placement) : IAvailability
{
    private readonly SortedDictionary<int, Promise> _promises = [];
    private readonly TrialResources _idle = view.Free.Trial();
    private readonly TrialResources _trial = view.Free.Trial();

    public void Reset(SchedulingView view)
    {
        _promises.Clear();
        _idle.CopyFrom(view.Free);
        foreach (int job in view.Running)
        {
            _idle.Give(view.Job(job).Demand, view.Job(job).Placement!);
        }
    }

    public (SimTime Start, Placement? Placement) FindGap(Demand demand, TimeSpan length, SimTime now)
    {
        SortedSet<SimTime> starts = [now];
        starts.UnionWith(_promises.Values.Select(promise => promise.End).Where(end => end > now && !end.IsNever));
        foreach (SimTime start in starts)
        {
            if (PlaceBesides(demand, start, End(start, length)) is { } found)
            {
                return (start, found);
            }
        }

        return (SimTime.Never, null);
    }

    public void Hold(int job, Demand demand, Placement? placement, SimTime start, SimTime end) =>
        _promises.Add(job, new Promise(demand, placement!, start, end));

    public void Release(int job) => _promises.Remove(job);

    private static SimTime End(SimTime start, TimeSpan length) =>
        length.Ticks > long.MaxValue - start.Ticks ? SimTime.Never : start + length;

    private Placement? PlaceBesides(Demand demand, SimTime start, SimTime end)
    {
        _trial.CopyFrom(_idle);
        foreach (Promise promise in _promises.Values)
        {
            if (promise.Start < end && promise.End > start)
            {
                _trial.Take(promise.Demand, promise.Placement);
            }
        }

        return _trial.CannotFit(demand) ? null : placement.Place(_trial, demand);
    }

    private sealed record Promise(Demand Demand, Placement Placement, SimTime Start, SimTime End);
}
