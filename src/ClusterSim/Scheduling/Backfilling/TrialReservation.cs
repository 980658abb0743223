using ClusterSim.Scheduling.Orders;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// The reservation on any cluster. Where placements are constrained, a shadow time from counts alone would be too
/// early: here the running jobs give back their nodes on a copy, in the order of their estimated ends, until the head
/// can be placed; a candidate that runs past the shadow time is tried on that copy too. Nodes that sleep count from the
/// moment on at which they can be awake: who put them to sleep wakes them for jobs that wait.
/// </summary>
internal sealed class TrialReservation(SchedulingView view) : IHeadReservation
{
    private readonly TrialResources _atShadow = view.Free.Trial();
    private readonly Dictionary<int, Placement?> _found = [];
    private readonly List<(long ReadyAt, int Node)> _waking = [];
    private Demand? _head;
    private bool _reachable;
    private int _nextEnd, _nextWaking;

    public void BeginPass() => _found.Clear();

    public SimTime Reserve(SchedulingPass pass, RunningEnds running, Demand head, SimTime earliest)
    {
        _head = head;
        _atShadow.CopyFrom(view.Free);
        _waking.Clear();
        _waking.AddRange(view.Power.Away.Select(node => (view.Power.ReadyAt(node, view.Now).Ticks, node)).Order());
        (_nextEnd, _nextWaking) = (0, 0);
        long bound = SimTime.Max(view.Now, earliest).Ticks;
        // A head that waits for nodes does not fit now.
        _reachable = earliest > view.Now && FitsAt(bound, pass, running);
        while (!_reachable && (_nextEnd < running.Count || _nextWaking < _waking.Count))
        {
            long end = _nextEnd < running.Count ? running.Ends[_nextEnd] : long.MaxValue;
            long awake = _nextWaking < _waking.Count ? _waking[_nextWaking].ReadyAt : long.MaxValue;
            bound = Math.Max(bound, Math.Min(end, awake));
            _reachable = FitsAt(bound, pass, running);
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

    // Whether the head fits when all that ends or wakes up until then is free.
    private bool FitsAt(long bound, SchedulingPass pass, RunningEnds running)
    {
        for (; _nextEnd < running.Count && running.Ends[_nextEnd] <= bound; _nextEnd++)
        {
            int job = running.Jobs[_nextEnd];
            _atShadow.Give(view.Jobs.Demand[job], view.Jobs.Placement[job]!);
        }

        for (; _nextWaking < _waking.Count && _waking[_nextWaking].ReadyAt <= bound; _nextWaking++)
        {
            _atShadow.SetUp(_waking[_nextWaking].Node, true);
        }

        return HeadFits(pass);
    }

    private bool HeadFits(SchedulingPass pass) =>
        !_atShadow.CannotFit(_head!) && pass.Placement.Place(_atShadow, _head!) is not null;
}
