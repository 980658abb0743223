using System.Collections.Immutable;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The heuristics of RLScheduler (Zhang et al., SC 2020), commit cd433e3. Within an instant submissions and ends are
/// taken in one by one, with a decision after each; the head of the queue, once it is blocked, stays the head.
/// </summary>
internal sealed class RlScheduler : ISchedulingPolicy
{
    private const int None = -1;

    private readonly IPlacement _placement;
    private readonly RlSchedulerScore _score;
    private readonly bool _backfill;
    private readonly Queue<int> _arriving = [];
    private PeerMachine? _machine;
    private RlSchedulerQueue? _queue;
    private RlSchedulerEnds? _ends;
    private int _head;
    private bool _isBlocked;
    private SimTime _shadow;

    public RlScheduler(string name, RlSchedulerScore score, bool backfill, IPlacement placement)
    {
        (Name, _score, _backfill, _placement) = (name, score, backfill, placement);
        Options = ImmutableSortedDictionary<string, string>.Empty
            .Add("backfill", backfill ? "easy" : "none")
            .Add("placement", placement.Name)
            .Add("score", RlSchedulerOrder.NameOf(score));
    }

    public string Name { get; }

    public IReadOnlyDictionary<string, string> Options { get; }

    public void Begin(SchedulingView view)
    {
        _machine = new PeerMachine(view, _placement);
        _queue = new RlSchedulerQueue(view, _machine.Processors, new RlSchedulerOrder(_score));
        _ends = new RlSchedulerEnds(view, _machine);
        (_head, _isBlocked) = (None, false);
        _arriving.Clear();
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_queue is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _ends!.BeginPass();
        foreach (int job in view.Queued)
        {
            _arriving.Enqueue(job);
        }

        while (Decide(view, plan) || TakeNextEvent(view))
        {
        }

        _ends.ReleaseAll();
    }

    /// <summary>Starts the head, or tries to start others meanwhile; tells whether to decide once more.</summary>
    private bool Decide(SchedulingView view, Plan plan)
    {
        if (_head == None || !view.Pending.Contains(_head))
        {
            (_head, _isBlocked) = (_queue!.ChooseHead(), false);
        }

        if (_head == None)
        {
            return false;
        }

        if (TryStart(_head, plan))
        {
            (_head, _isBlocked) = (None, false);
            return true;
        }

        if (_backfill)
        {
            Backfill(view, plan);
        }

        view.Decisions?.Reserved(_head, _backfill ? _shadow : SimTime.Never);
        return false;
    }

    private void Backfill(SchedulingView view, Plan plan)
    {
        if (!_isBlocked)
        {
            _isBlocked = true;
            _shadow = _ends!.FirstEndWithRoom(_machine!.Processors.NeedMilli(_head));
        }

        // Strictly before the shadow time.
        long room = Math.Min(_shadow.Ticks - view.Now.Ticks - 1, WaitingJobs.Endless - 1);
        (int Sorted, int Recent) place = default;
        int job;
        while (room >= 0 && (job = _queue!.Next(ref place, _ends!.FreeMilli, room)) != None)
        {
            if (job != _head)
            {
                TryStart(job, plan);
            }
        }
    }

    private bool TryStart(int job, Plan plan)
    {
        if (_machine!.Processors.NeedMilli(job) > _ends!.FreeMilli || !_machine.TryStart(job, plan))
        {
            return false;
        }

        _queue!.Remove(job);
        _ends.NoteStart(job);
        return true;
    }

    /// <summary>
    /// A submission goes before an end. While nobody waits, ends are taken in only to get to the next submission.
    /// </summary>
    private bool TakeNextEvent(SchedulingView view)
    {
        while (_arriving.TryDequeue(out int job))
        {
            if (view.Pending.Contains(job))
            {
                _queue!.Add(job);
                return true;
            }
        }

        return _head != None && _ends!.ReleaseNext();
    }
}
