using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// Promises on any cluster, each with its placement, in a timetable. A gap is looked for from slot to slot: the devices
/// that are free in all of its slots must host the job. Where they do not, the search goes on behind the last begin
/// from
/// which the slot in the way is met.
/// </summary>
internal sealed class SlotAvailability(SchedulingView view, IPlacement placement) : IAvailability
{
    private readonly Promise?[] _promises = new Promise?[view.JobCount];
    private readonly Timetable _timetable = new();
    private readonly Stretch _stretch = new(view.Free.Trial());
    private readonly TrialResources _idle = view.Free.Trial();

    public void Reset(SchedulingView view)
    {
        Array.Clear(_promises);
        _idle.CopyFrom(view.Free);
        foreach (int job in view.Running)
        {
            _idle.Give(view.Job(job).Demand, view.Job(job).Placement!);
        }

        _timetable.Reset(view.Now.Ticks, _idle);
        _stretch.Clear();
    }

    public (SimTime Start, Placement? Placement) FindGap(Demand demand, TimeSpan length, SimTime now, SimTime before)
    {
        _timetable.ForgetUntil(now.Ticks);
        int slot = 0;
        while (slot < _timetable.Count)
        {
            long start = Math.Max(_timetable.Begin(slot), now.Ticks);
            if (start >= before.Ticks)
            {
                break;
            }

            int inTheWay = FirstInTheWay(demand, slot, length.Ticks > long.MaxValue - start ? long.MaxValue : start + length.Ticks);
            if (inTheWay < 0 && placement.Place(_stretch.Free(), demand) is { } found)
            {
                return (new SimTime(start), found);
            }

            slot = inTheWay <= slot ? Math.Max(inTheWay, slot) + 1 : LastThatMeets(demand, slot, inTheWay) + 1;
        }

        return (SimTime.Never, null);
    }

    public void Hold(int job, Demand demand, Placement? placement, SimTime start, SimTime end)
    {
        _promises[job] = new Promise(demand, placement!, start.Ticks, end.Ticks);
        _timetable.Take(demand, placement!, start.Ticks, end.Ticks);
    }

    public void Release(int job)
    {
        if (_promises[job] is { } promise)
        {
            _promises[job] = null;
            _timetable.Give(promise.Demand, promise.Placement, promise.Start, promise.End);
        }
    }

    // The first slot that leaves no room together with the slots from the begin on; -1 when all until the end do.
    private int FirstInTheWay(Demand demand, int begin, long end)
    {
        bool hosts = _stretch.Begin(_timetable.Free(begin), demand);
        int slot = begin;
        while (hosts && ++slot < _timetable.Count && _timetable.Begin(slot) < end)
        {
            hosts = _stretch.Extend(_timetable.Free(slot));
        }

        return hosts ? -1 : slot;
    }

    // The last begin from which on there is no room through the slot that is in the way.
    private int LastThatMeets(Demand demand, int begin, int inTheWay)
    {
        bool hosts = _stretch.Begin(_timetable.Free(inTheWay), demand);
        int slot = inTheWay;
        while (hosts && slot > begin)
        {
            hosts = _stretch.Extend(_timetable.Free(--slot));
        }

        return slot;
    }

    private sealed record Promise(Demand Demand, Placement Placement, long Start, long End);
}
