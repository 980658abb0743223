using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// Conservative backfilling (Mu'alem and Feitelson, IEEE TPDS 2001): every job is promised the first gap that hosts it
/// for its whole walltime when it arrives. When a job ends early, promises are compressed in queue order: each moves to
/// the first gap there is now, if that is earlier than what was promised. On one pool all promises are; elsewhere only
/// those that begin first, and any other job may move to now.
/// </summary>
/// <remarks>
/// A promise is broken only when it was built on a walltime that turned out too short, or when the cluster changed:
/// then all promises are made anew in queue order, an overdue job counting as ending a moment from now.
/// </remarks>
internal sealed class Conservative : IBackfill
{
    private readonly SortedSet<(SimTime Start, int Job)> _promised = [];
    private IAvailability _availability = null!;
    private RunningHolds _running = null!;
    private GapFill _fill = null!;
    private (SimTime Start, Placement? Placement)?[] _promiseOf = [];

    public bool TracksWalltimes => true;

    public void Begin(SchedulingPass pass)
    {
        _availability = Availability.For(pass);
        _running = new RunningHolds(pass.View, _availability);
        _fill = new GapFill(_availability);
        _promiseOf = new (SimTime, Placement?)?[pass.View.JobCount];
        _promised.Clear();
        _running.Reset();
    }

    public void Run(SchedulingPass pass)
    {
        if (!_running.Update())
        {
            PromiseAnew(pass);
        }
        else
        {
            if (_running.AnyLeftEarly)
            {
                Compress(pass);
            }

            PromiseArrivals(pass);
        }

        if (!StartDue(pass))
        {
            PromiseAnew(pass);
            StartDue(pass);
        }

        // Where only some promises are compressed, any other job may still begin now if it delays no promise.
        if (pass.View.Left.Count > 0 && _availability.Compressed < _promised.Count)
        {
            _fill.Run(pass, (job, placement) => StartNow(pass, job, placement));
        }

        WakeForNextPromise(pass);
    }

    private void Compress(SchedulingPass pass)
    {
        if (_availability.Compressed >= _promised.Count)
        {
            for (int rank = pass.Queue.Next(0); rank >= 0; rank = pass.Queue.Next(rank + 1))
            {
                Compress(pass, rank);
            }

            return;
        }

        int[] first = [.. _promised.Take(_availability.Compressed)
            .Select(promise => pass.Queue.RankOf(promise.Job)).Order()];
        foreach (int rank in first)
        {
            Compress(pass, rank);
        }
    }

    private void Compress(SchedulingPass pass, int rank)
    {
        int job = pass.Queue.JobAt(rank);
        if (_promiseOf[job] is not { } old)
        {
            return;
        }

        SchedulingView view = pass.View;
        if (!pass.Queue.Waits(view, rank))
        {
            Withdraw(job);
            return;
        }

        Demand demand = view.Job(job).Demand;
        if (_availability.MayMove(demand, RunningHolds.Length(view, job), view.Now, old.Start))
        {
            Withdraw(job);
            var found = _availability.FindGap(demand, RunningHolds.Length(view, job), view.Now, old.Start);
            Promise(view, job, found.Start < old.Start ? found : old);
        }
    }

    private bool StartNow(SchedulingPass pass, int job, Placement? placement)
    {
        Withdraw(job);
        Promise(pass.View, job, (pass.View.Now, placement));
        return StartDue(pass);
    }

    private void PromiseArrivals(SchedulingPass pass)
    {
        for (int i = 0; i < pass.View.Queued.Count; i++)
        {
            int job = pass.View.Queued[i];
            if (pass.View.Pending.Contains(job))
            {
                Withdraw(job);
                PromiseFirstGap(pass.View, job);
            }
        }
    }

    private void PromiseAnew(SchedulingPass pass)
    {
        SchedulingView view = pass.View;
        _running.Reset();
        foreach ((_, int job) in _promised)
        {
            _promiseOf[job] = null;
        }

        _promised.Clear();
        for (int rank = pass.Queue.Next(0); rank >= 0; rank = pass.Queue.Next(rank + 1))
        {
            if (pass.Queue.Waits(view, rank))
            {
                PromiseFirstGap(view, pass.Queue.JobAt(rank));
            }
        }
    }

    // Starts the jobs whose time has come; false when one of them cannot start, so that its promise is broken.
    private bool StartDue(SchedulingPass pass)
    {
        while (_promised.Count > 0 && _promised.Min.Start <= pass.View.Now)
        {
            int job = _promised.Min.Job;
            if (!pass.View.Pending.Contains(job))
            {
                Withdraw(job);
            }
            else if (PlacementFor(pass, job) is not { } placement || !pass.Start(job, placement))
            {
                return false;
            }
            else
            {
                Withdraw(job);
                _running.Started(job);
            }
        }

        return true;
    }

    private Placement? PlacementFor(SchedulingPass pass, int job)
    {
        Demand demand = pass.View.Job(job).Demand;
        if (_promiseOf[job]!.Value.Placement is not { } promised)
        {
            return pass.Placement.Place(pass.View.Free, demand);
        }

        return pass.View.Free.Check(demand, promised) == RefusalReason.None ? promised : null;
    }

    private void PromiseFirstGap(SchedulingView view, int job)
    {
        Demand demand = view.Job(job).Demand;
        Promise(view, job, _availability.FindGap(demand, RunningHolds.Length(view, job), view.Now, SimTime.Never));
    }

    private void Promise(SchedulingView view, int job, (SimTime Start, Placement? Placement) gap)
    {
        _promised.Add((gap.Start, job));
        _promiseOf[job] = gap;
        if (!gap.Start.IsNever)
        {
            SimTime end = RunningHolds.End(gap.Start, RunningHolds.Length(view, job));
            _availability.Hold(job, view.Job(job).Demand, gap.Placement, gap.Start, end);
        }
    }

    // A promise a moment from now waits for an overdue job, whose end makes a pass anyway.
    private void WakeForNextPromise(SchedulingPass pass)
    {
        SimTime afterOverdue = pass.View.Now + RunningHolds.Moment + RunningHolds.Moment;
        var later = _promised.GetViewBetween((afterOverdue, 0), (SimTime.Never, int.MaxValue));
        SimTime next = later.Min.Start;
        if (next > pass.View.Now && !next.IsNever)
        {
            pass.Plan.WakeAt(next);
        }
    }

    private void Withdraw(int job)
    {
        if (_promiseOf[job] is { } promise)
        {
            _promised.Remove((promise.Start, job));
            _promiseOf[job] = null;
            if (!promise.Start.IsNever)
            {
                _availability.Release(job);
            }
        }
    }
}
