using ClusterSim.Scheduling.Orders;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// The reservation on any cluster. Where placements are constrained, a shadow time from counts alone would be too
/// early: here the running jobs give back their nodes on a copy, in the order of their estimated ends, until the head
/// can be placed; a candidate that runs past the shadow time is tried on that copy too.
/// </summary>
internal sealed class TrialReservation(SchedulingView view) : IHeadReservation
{
    private readonly TrialResources _atShadow = view.Free.Trial();
    private readonly Dictionary<int, Placement?> _found = [];
    private Demand? _head;
    private bool _reachable;

    public void BeginPass() => _found.Clear();

    public SimTime Reserve(SchedulingPass pass, RunningEnds running, Demand head)
    {
        _head = head;
        _atShadow.CopyFrom(view.Free);
        ReadOnlySpan<int> jobs = running.Jobs;
        ReadOnlySpan<long> ends = running.Ends;
        long bound = view.Now.Ticks;
        int next = 0;
        _reachable = false;
        while (!_reachable && next < jobs.Length)
        {
            bound = Math.Max(bound, ends[next]);
            for (; next < jobs.Length && ends[next] <= bound; next++)
            {
                _atShadow.Give(view.Jobs.Demand[jobs[next]], view.Jobs.Placement[jobs[next]]!);
            }

            _reachable = HeadFits(pass);
        }

        return _reachable ? new SimTime(bound) : SimTime.Never;
    }

    public bool Fits(SchedulingPass pass, Shape shape) => Find(pass, shape) is not null;

    public bool LeavesRoom(SchedulingPass pass, Shape shape)
    {
        if (!_reachable)
        {
            return true;
        }

        Placement found = Find(pass, shape)!;
        _atShadow.Take(shape.Demand, found);
        bool fits = HeadFits(pass);
        _atShadow.Give(shape.Demand, found);
        return fits;
    }

    public void Started(Demand demand, Placement placement, bool runsPast)
    {
        _found.Clear();
        if (runsPast)
        {
            _atShadow.Take(demand, placement);
        }
    }

    public Placement? Find(SchedulingPass pass, Shape shape)
    {
        if (!_found.TryGetValue(shape.Demand.Id, out Placement? found))
        {
            found = pass.Placement.Place(view.Free, shape.Demand);
            _found.Add(shape.Demand.Id, found);
        }

        return found;
    }

    private bool HeadFits(SchedulingPass pass) =>
        !_atShadow.CannotFit(_head!) && pass.Placement.Place(_atShadow, _head!) is not null;
}
