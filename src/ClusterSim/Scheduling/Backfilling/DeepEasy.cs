using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// EASY with several reservations: in each pass the jobs are considered in order; who has room until its end beside the
/// running jobs and the reservations made so far starts, and each of the first <paramref name="depth"/> who have not
/// gets a reservation at the first gap that hosts it. Later jobs start if they have room beside all reservations. With
/// one reservation that is EASY; with one for everybody it differs from conservative backfilling in that promises are
/// made anew in every pass and not kept.
/// </summary>
internal sealed class DeepEasy(int depth) : IBackfill
{
    private readonly List<int> _reserved = [];
    private IAvailability _availability = null!;
    private RunningHolds _running = null!;
    private GapFill _fill = null!;

    public bool TracksWalltimes => true;

    public void Begin(SchedulingPass pass)
    {
        _availability = Availability.For(pass);
        _running = new RunningHolds(pass.View, _availability);
        _fill = new GapFill(_availability);
        _reserved.Clear();
        _running.Reset();
    }

    public void Run(SchedulingPass pass)
    {
        foreach (int job in _reserved)
        {
            _availability.Release(job);
        }

        _reserved.Clear();
        if (!_running.Update())
        {
            _running.Reset();
        }

        if (StartOrReserve(pass) == depth)
        {
            _fill.Run(pass, (job, placement) => Start(pass, job, placement));
        }
    }

    // How many were found blocked.
    private int StartOrReserve(SchedulingPass pass)
    {
        SchedulingView view = pass.View;
        int blocked = 0;
        for (int rank = pass.Queue.Next(0); rank >= 0 && blocked < depth; rank = pass.Queue.Next(rank + 1))
        {
            if (!pass.Queue.Waits(view, rank))
            {
                continue;
            }

            int job = pass.Queue.JobAt(rank);
            Demand demand = view.Job(job).Demand;
            TimeSpan length = RunningHolds.Length(view, job);
            (SimTime start, Placement? placement) = _availability.FindGap(demand, length, view.Now, SimTime.Never);
            if (start > view.Now || !Start(pass, job, placement))
            {
                blocked++;
                Reserve(job, demand, placement, start, length);
                view.Decisions?.Reserved(job, start);
            }
        }

        return blocked;
    }

    private void Reserve(int job, Demand demand, Placement? placement, SimTime start, TimeSpan length)
    {
        if (!start.IsNever)
        {
            _availability.Hold(job, demand, placement, start, RunningHolds.End(start, length));
            _reserved.Add(job);
        }
    }

    private bool Start(SchedulingPass pass, int job, Placement? placement)
    {
        placement ??= pass.Placement.Place(pass.View.Free, pass.View.Job(job).Demand);
        if (placement is null || !pass.Start(job, placement))
        {
            return false;
        }

        _running.Started(job);
        return true;
    }
}
