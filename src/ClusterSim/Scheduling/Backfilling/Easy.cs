using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// EASY backfilling (Lifka 1995; Mu'alem and Feitelson, IEEE TPDS 2001): the blocked head gets a reservation at its
/// shadow time, and a later job starts now if it ends by then or leaves the head enough. The textbook scans all waiting
/// jobs; because free resources and room only shrink during the scan, taking the first eligible job of each shape,
/// smallest rank first, starts the same jobs.
/// </summary>
/// <param name="head">Rank of the job that goes next, -1 for none; default: the first of the queue.</param>
/// <param name="budget">What jobs use up besides nodes; default: nothing.</param>
internal sealed class Easy(Func<SchedulingPass, int>? head = null, IStartBudget? budget = null) : IBackfill
{
    private readonly Func<SchedulingPass, int> _head = head ?? (static pass => pass.Queue.First(pass.View));
    private readonly PriorityQueue<int, int> _candidates = new();
    private IHeadReservation _reservation = null!;
    private RunningEnds _running = null!;

    // The reservation of the last pass holds while the same head waits and nothing else changed.
    private (int Head, long Version, long FreeGpuMilli, long FreeCpuMilli) _state;
    private bool _reserved, _changed = true;
    private SimTime _shadow;

    public bool TracksWalltimes => true;

    public void Begin(SchedulingPass pass)
    {
        // Counts of free units know nothing of watts.
        IHeadReservation? pool = pass.Placement is PowerCappedPlacement
            ? null
            : PoolReservation.For(pass.View, pass.Queue.Demands);
        _reservation = pool ?? new TrialReservation(pass.View);
        _running = new RunningEnds(pass.View.JobCount);
    }

    public void Run(SchedulingPass pass)
    {
        _running.Update(pass.View);
        int head = StartHeads(pass);
        if (head >= 0)
        {
            // A budget changes while nothing else does.
            bool unchanged = budget is null && !_changed && _state == StateAfter(pass, head)
                && !(_reserved && _shadow <= pass.View.Now);
            _reserved &= unchanged;
            _changed = false;
            Backfill(pass, pass.Queue.JobAt(head), onlyArrivals: unchanged);
            pass.View.Decisions?.Reserved(pass.Queue.JobAt(head), _reserved ? _shadow : SimTime.Never);
        }

        _state = StateAfter(pass, head);
    }

    private static (int Head, long Version, long FreeGpuMilli, long FreeCpuMilli) StateAfter(
        SchedulingPass pass, int head)
    {
        SchedulingView view = pass.View;
        int job = head < 0 ? -1 : pass.Queue.JobAt(head);
        return (job, view.ReleaseVersion, view.Free.TotalGpuMilli, view.Free.TotalCpuMilli);
    }

    // Starts jobs in order; the rank of the first that does not fit, or -1.
    private int StartHeads(SchedulingPass pass)
    {
        int rank;
        while ((rank = _head(pass)) >= 0)
        {
            int job = pass.Queue.JobAt(rank);
            if (budget?.Covers(job) == false || pass.Place(job) is not { } placement || !pass.Start(job, placement))
            {
                return rank;
            }

            budget?.Take(job);
            _running.Add(pass.View, job);
            _changed = true;
        }

        return -1;
    }

    private void Backfill(SchedulingPass pass, int head, bool onlyArrivals)
    {
        _reservation.BeginPass();
        _candidates.Clear();
        if (onlyArrivals)
        {
            foreach (int id in pass.Queue.Arrivals)
            {
                Consider(pass, head, id);
            }
        }
        else
        {
            foreach (int id in pass.Queue.WaitingShapes)
            {
                Consider(pass, head, id);
            }
        }

        while (_candidates.TryDequeue(out int id, out int rank))
        {
            // What started since it was considered may have made it ineligible, or a later job of its shape the first.
            int now = Eligible(pass, pass.Queue.Shape(id));
            if (now == rank)
            {
                Start(pass, pass.Queue.Shape(id), rank);
                Consider(pass, head, id);
            }
            else if (now >= 0)
            {
                _candidates.Enqueue(id, now);
            }
        }
    }

    private void Consider(SchedulingPass pass, int head, int id)
    {
        Shape shape = pass.Queue.Shape(id);
        if (shape.Count == 0 || shape.BlockedAt == pass.View.ReleaseVersion)
        {
            return;
        }

        if (!_reservation.Fits(pass, shape))
        {
            shape.BlockedAt = pass.View.ReleaseVersion;
            return;
        }

        if (!_reserved)
        {
            Reserve(pass, head);
        }

        int rank = Eligible(pass, shape);
        if (rank >= 0)
        {
            _candidates.Enqueue(id, rank);
        }
    }

    private void Reserve(SchedulingPass pass, int head)
    {
        SimTime earliest = budget?.EarliestFor(head, pass.View.Now) ?? pass.View.Now;
        _shadow = _reservation.Reserve(pass, _running, pass.View.Job(head).Demand, earliest);
        _shadow = budget?.Keep(head, _shadow) ?? _shadow;
        _reserved = true;
    }

    // The first job of the shape that may start now without delaying the head; -1 when there is none.
    private int Eligible(SchedulingPass pass, Shape shape)
    {
        while (_reservation.Fits(pass, shape))
        {
            TimeSpan longest = _reservation.LeavesRoom(pass, shape) ? TimeSpan.MaxValue : UntilShadow(pass);
            TimeSpan paid = budget?.Longest(shape.Demand) ?? TimeSpan.MaxValue;
            longest = paid < longest ? paid : longest;
            int rank = longest == TimeSpan.MaxValue ? shape.First : shape.FirstWithin(longest);
            if (rank < 0 || pass.Queue.Waits(pass.View, rank))
            {
                return rank;
            }
        }

        shape.BlockedAt = pass.View.ReleaseVersion;
        return -1;
    }

    private void Start(SchedulingPass pass, Shape shape, int rank)
    {
        int job = pass.Queue.JobAt(rank);
        bool runsPast = !(pass.View.Job(job).Request.Walltime <= UntilShadow(pass));
        if (_reservation.Find(pass, shape) is { } placement && pass.Start(job, placement))
        {
            budget?.Take(job);
            _reservation.Started(shape.Demand, placement, runsPast);
            _running.Add(pass.View, job);
        }
        else
        {
            // Somebody else planned the job in this pass: leave its shape alone and begin afresh in the next.
            shape.BlockedAt = pass.View.ReleaseVersion;
            _changed = true;
        }
    }

    // Without any estimate no end is known to be too late; a job without a walltime still runs past everything.
    private TimeSpan UntilShadow(SchedulingPass pass) =>
        _shadow.IsNever ? TimeSpan.FromTicks(long.MaxValue - 1) : _shadow - pass.View.Now;
}
