using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>Promises on one pool, where counts are exact: the free units as a step function of time.</summary>
internal sealed class PoolAvailability(bool countsGpus, int jobCount) : IAvailability
{
    private readonly (long Units, long Start, long End)[] _held = new (long, long, long)[jobCount];
    private StepFunction _free = new(0);

    public int Compressed => int.MaxValue;

    public void Reset(SchedulingView view)
    {
        long units = countsGpus ? view.Free.TotalGpuMilli : view.Free.TotalCpuMilli;
        foreach (int job in view.Running)
        {
            units += Units(view.Job(job).Demand);
        }

        Array.Clear(_held);
        _free = new StepFunction(units);
    }

    public (SimTime Start, Placement? Placement) FindGap(Demand demand, TimeSpan length, SimTime now, SimTime before)
    {
        _free.ForgetUntil(now.Ticks);
        long start = _free.FirstStretch(now.Ticks, before.Ticks, length.Ticks, Units(demand));
        return (new SimTime(start), null);
    }

    public (SimTime Start, Placement? Placement) Improve(
        int job, Demand demand, TimeSpan length, SimTime now, (SimTime Start, Placement? Placement) promise)
    {
        _free.ForgetUntil(now.Ticks);
        long units = Units(demand);
        long begin = promise.Start.Ticks;
        // Where the promise itself begins, it makes room for itself.
        long start = _free.FirstStretch(now.Ticks, begin, length.Ticks, units, begin);
        if (start >= begin)
        {
            return promise;
        }

        Release(job);
        Hold(job, demand, null, new SimTime(start), RunningHolds.End(new SimTime(start), length));
        return (new SimTime(start), null);
    }

    public TimeSpan RoomFromNow(Demand demand, SimTime now)
    {
        _free.ForgetUntil(now.Ticks);
        long end = _free.FirstBelow(now.Ticks, Units(demand));
        return end == long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromTicks(end - now.Ticks);
    }

    public void Hold(int job, Demand demand, Placement? placement, SimTime start, SimTime end)
    {
        long units = Units(demand);
        _held[job] = (units, start.Ticks, end.Ticks);
        _free.Add(start.Ticks, -units);
        _free.Add(end.Ticks, units);
    }

    public void Release(int job)
    {
        (long units, long start, long end) = _held[job];
        _held[job] = default;
        _free.Add(start, units);
        _free.Add(end, -units);
    }

    private long Units(Demand demand) => countsGpus ? demand.TotalGpuMilli : demand.TotalCpuMilli;
}
