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
    private IAvailability _availability = null!;
    private RunningHolds _running = null!;
    private GapFill _fill = null!;
    private PromisedStarts _promised = null!;
    private (SimTime Start, Placement? Placement)?[] _promiseOf = [];

    public bool TracksWalltimes => true;

    /// <summary>When a waiting job will start at the latest; <c>null</c> when it has no promise.</summary>
    public SimTime? PromisedStart(int job) => _promiseOf[job]?.Start;

    public void Begin(SchedulingPass pass)
    {
        _availability = Availability.For(pass);
        _running = new RunningHolds(pass.View, _availability);
        _fill = new GapFill(_availability);
        _promiseOf = new (SimTime, Placement?)?[pass.View.JobCount];
        _promised = new PromisedStarts(pass.View.JobCount);
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

        int[] first =
            [.. _promised.Earliest(_availability.Compressed).Select(job => pass.Queue.RankOf(job)).Order()];
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

        TimeSpan length = RunningHolds.Length(view, job);
        var better = _availability.Improve(job, view.Job(job).Demand, length, view.Now, old);
        if (better.Start < old.Start)
        {
            _promiseOf[job] = better;
            _promised.Set(job, better.Start);
            view.Decisions?.Reserved(job, better.Start);
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
        Array.Clear(_promiseOf);
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
        while (_promised.FirstStart <= pass.View.Now)
        {
            int job = _promised.First;
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
        _promised.Set(job, gap.Start);
        _promiseOf[job] = gap;
        view.Decisions?.Reserved(job, gap.Start);
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
        SimTime next = _promised.FirstFrom(afterOverdue);
        if (!next.IsNever)
        {
            pass.Plan.WakeAt(next);
        }
    }

    private void Withdraw(int job)
    {
        if (_promiseOf[job] is { } promise)
        {
            _promised.Remove(job);
            _promiseOf[job] = null;
            if (!promise.Start.IsNever)
            {
                _availability.Release(job);
            }
        }
    }
}
