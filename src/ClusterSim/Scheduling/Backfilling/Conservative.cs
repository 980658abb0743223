using ClusterSim.Scheduling.Orders;
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
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly SortedSet<(SimTime Start, int Job)> _promised = [];
    private readonly SortedSet<(SimTime End, int Job)> _running = [];
    private readonly PriorityQueue<Shape, int> _proposed = new();
    private IAvailability _availability = null!;
    private (SimTime Start, Placement? Placement)?[] _promiseOf = [];
    private SimTime[] _endOf = [];
    private (long Gpu, long Cpu) _held, _capacity;

    public bool TracksWalltimes => true;

    public void Begin(SchedulingPass pass)
    {
        SchedulingView view = pass.View;
        _availability = PoolReservation.For(view, pass.Queue.Demands) is { } pool
            ? new PoolAvailability(pool.CountsGpus, view.JobCount)
            : new SlotAvailability(view, pass.Placement);
        _promiseOf = new (SimTime, Placement?)?[view.JobCount];
        _endOf = new SimTime[view.JobCount];
        _promised.Clear();
        _running.Clear();
        _held = default;
        _capacity = (view.Free.TotalGpuMilli, view.Free.TotalCpuMilli);
        _availability.Reset(view);
    }

    public void Run(SchedulingPass pass)
    {
        (bool early, bool changed) = TakeInWhatLeft(pass.View);
        HoldOverdue(pass.View);
        if (changed)
        {
            PromiseAnew(pass);
        }
        else
        {
            if (early)
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

        if (pass.View.Left.Count > 0 && _availability.Compressed < _promised.Count)
        {
            Fill(pass);
        }

        WakeForNextPromise(pass);
    }

    private static TimeSpan Length(SchedulingView view, int job) => view.Job(job).Request.Walltime ?? TimeSpan.MaxValue;

    private static SimTime End(SimTime start, TimeSpan length) =>
        length.Ticks >= long.MaxValue - start.Ticks ? SimTime.Never : start + length;

    // Whether a job left before its estimated end, and whether the cluster is another one than the promises were made
    // for.
    private (bool Early, bool Changed) TakeInWhatLeft(SchedulingView view)
    {
        bool early = false;
        bool changed = false;
        for (int i = 0; i < view.Left.Count; i++)
        {
            int job = view.Left[i];
            if (_running.Contains((_endOf[job], job)))
            {
                early |= _endOf[job] > view.Now;
                _running.Remove((_endOf[job], job));
                _availability.Release(job);
                Book(view, job, -1);
            }

            changed |= view.Running.Contains(job);
        }

        // Books that do not add up mean nodes that came or went, or jobs that somebody else started or resized.
        changed |= _capacity != (view.Free.TotalGpuMilli + _held.Gpu, view.Free.TotalCpuMilli + _held.Cpu)
            || _running.Count != view.Running.Count || view.OthersStoppedJobs;
        return (early, changed);
    }

    private void HoldOverdue(SchedulingView view)
    {
        while (_running.Count > 0 && _running.Min.End <= view.Now)
        {
            int job = _running.Min.Job;
            _running.Remove(_running.Min);
            _availability.Release(job);
            HoldRunning(view, job, view.Now + Moment);
        }
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
        if (_availability.MayMove(demand, Length(view, job), view.Now, old.Start))
        {
            Withdraw(job);
            var found = _availability.FindGap(demand, Length(view, job), view.Now, old.Start);
            Promise(view, job, found.Start < old.Start ? found : old);
        }
    }

    // Where only some promises are compressed, any other job may still begin now if it delays no promise.
    private void Fill(SchedulingPass pass)
    {
        JobSet shapes = pass.Queue.WaitingShapes;
        for (int id = shapes.Next(0); id >= 0; id = shapes.Next(id + 1))
        {
            Propose(pass, pass.Queue.Shape(id));
        }

        while (_proposed.TryDequeue(out Shape? shape, out int rank))
        {
            SchedulingView view = pass.View;
            int job = pass.Queue.JobAt(rank);
            var found = _availability.FindGap(shape.Demand, Length(view, job), view.Now, view.Now + Moment);
            if (found.Start.IsNever || !pass.Queue.Waits(view, rank))
            {
                continue;
            }

            Withdraw(job);
            Promise(view, job, found);
            if (!StartDue(pass))
            {
                return;
            }

            Propose(pass, shape);
        }
    }

    // The first job of a shape that has room from now to its end.
    private void Propose(SchedulingPass pass, Shape shape)
    {
        SchedulingView view = pass.View;
        if (!view.Free.CannotFit(shape.Demand)
            && _availability.RoomFromNow(shape.Demand, view.Now) is { Ticks: > 0 } room
            && shape.FirstWithin(room) is >= 0 and int rank)
        {
            _proposed.Enqueue(shape, rank);
        }
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
        _availability.Reset(view);
        _running.Clear();
        _held = default;
        foreach (int job in view.Running)
        {
            HoldRunning(view, job, SimTime.Max(view.Job(job).EstimatedEnd, view.Now + Moment));
            Book(view, job, +1);
        }

        _capacity = (view.Free.TotalGpuMilli + _held.Gpu, view.Free.TotalCpuMilli + _held.Cpu);
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
                HoldRunning(pass.View, job, End(pass.View.Now, Length(pass.View, job)));
                Book(pass.View, job, +1);
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
        Promise(view, job, _availability.FindGap(demand, Length(view, job), view.Now, SimTime.Never));
    }

    private void Promise(SchedulingView view, int job, (SimTime Start, Placement? Placement) gap)
    {
        _promised.Add((gap.Start, job));
        _promiseOf[job] = gap;
        if (!gap.Start.IsNever)
        {
            _availability.Hold(job, view.Job(job).Demand, gap.Placement, gap.Start, End(gap.Start, Length(view, job)));
        }
    }

    // A promise a moment from now waits for an overdue job, whose end makes a pass anyway.
    private void WakeForNextPromise(SchedulingPass pass)
    {
        var later = _promised.GetViewBetween((pass.View.Now + Moment + Moment, 0), (SimTime.Never, int.MaxValue));
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

    private void HoldRunning(SchedulingView view, int job, SimTime end)
    {
        _endOf[job] = end;
        _running.Add((end, job));
        _availability.Hold(job, view.Job(job).Demand, view.Job(job).Placement, view.Now, end);
    }

    private void Book(SchedulingView view, int job, int sign)
    {
        Demand demand = view.Job(job).Demand;
        _held = (_held.Gpu + (sign * demand.TotalGpuMilli), _held.Cpu + (sign * demand.TotalCpuMilli));
    }
}
