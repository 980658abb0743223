using ClusterSim.Scheduling.Placements;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// Promises on any cluster, each with its placement, in a timetable. A gap is looked for from slot to slot: the devices
/// that are free in all of its slots must host the job. Where they do not, the search goes on behind the last begin
/// from which the slot in the way is met.
/// </summary>
internal sealed class SlotAvailability(SchedulingView view, IPlacement placement) : IAvailability
{
    // Each costs as much as a new promise, at every early end.
    private const int PromisesToCompress = 4;

    private readonly Promise?[] _promises = new Promise?[view.JobCount];
    private readonly Timetable _timetable = new();
    private readonly Stretch _stretch = new(view.Free.Trial());
    private readonly TrialResources _idle = view.Free.Trial();

    public int Compressed => PromisesToCompress;

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
        for (int slot = FirstRoom(demand, length, 0, before, long.MaxValue); slot >= 0;)
        {
            if (placement.Place(_stretch.Free(), demand) is { } found)
            {
                return (SimTime.Max(new SimTime(_timetable.Begin(slot)), now), found);
            }

            slot = FirstRoom(demand, length, slot + 1, before, long.MaxValue);
        }

        return (SimTime.Never, null);
    }

    public (SimTime Start, Placement? Placement) Improve(
        int job, Demand demand, TimeSpan length, SimTime now, (SimTime Start, Placement? Placement) promise)
    {
        _timetable.ForgetUntil(now.Ticks);
        // Until the promise begins, taking it back makes no room: without any there is nothing to be gained.
        if (FirstRoom(demand, length, 0, promise.Start, promise.Start.Ticks) < 0)
        {
            return promise;
        }

        Release(job);
        var found = FindGap(demand, length, now, promise.Start);
        var better = found.Start < promise.Start ? found : promise;
        if (!better.Start.IsNever)
        {
            Hold(job, demand, better.Placement, better.Start, RunningHolds.End(better.Start, length));
        }

        return better;
    }

    public TimeSpan RoomFromNow(Demand demand, SimTime now)
    {
        _timetable.ForgetUntil(now.Ticks);
        int inTheWay = FirstInTheWay(demand, 0, long.MaxValue);
        return inTheWay < 0 ? TimeSpan.MaxValue
            : inTheWay == 0 ? TimeSpan.Zero
            : new SimTime(_timetable.Begin(inTheWay)) - now;
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

    // The first slot at which a job may begin by counts, looked at no further than a time; -1 when there is
    // none.
    private int FirstRoom(Demand demand, TimeSpan length, int slot, SimTime before, long until)
    {
        while (slot < _timetable.Count && _timetable.Begin(slot) < before.Ticks)
        {
            long begin = _timetable.Begin(slot);
            long end = length.Ticks > long.MaxValue - begin ? long.MaxValue : begin + length.Ticks;
            int inTheWay = FirstInTheWay(demand, slot, Math.Min(end, until));
            if (inTheWay < 0)
            {
                return slot;
            }

            slot = inTheWay == slot ? slot + 1 : LastThatMeets(demand, slot, inTheWay) + 1;
        }

        return -1;
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
