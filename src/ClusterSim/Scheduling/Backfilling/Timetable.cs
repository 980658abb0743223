namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// What is free on every node from slot to slot of the future. A slot lasts until the next one, the last for ever.
/// A new slot begins only where somebody begins or ends.
/// </summary>
internal sealed class Timetable
{
    private readonly List<long> _times = [];
    private readonly List<int> _edges = [];
    private readonly List<TrialResources> _free = [];
    private readonly Stack<TrialResources> _spare = [];

    public int Count => _times.Count;

    public long Begin(int slot) => _times[slot];

    public TrialResources Free(int slot) => _free[slot];

    /// <summary>One slot that begins now, with these resources free.</summary>
    public void Reset(long now, FreeResources free)
    {
        Drop(0, Count);
        Insert(0, now, free);
    }

    /// <summary>The slot that a time lies in; the first one for earlier times.</summary>
    public int At(long time)
    {
        int found = _times.BinarySearch(time);
        return Math.Max(found >= 0 ? found : ~found - 1, 0);
    }

    /// <summary>Makes the slot in which now lies the first one.</summary>
    public void ForgetUntil(long now)
    {
        Drop(0, At(now));
        if (_times[0] < now)
        {
            (_times[0], _edges[0]) = (now, 0);
        }
    }

    public void Take(Demand demand, Placement placement, long start, long end)
    {
        int last = Cut(end);
        for (int slot = CutAt(start, ref last); slot < last; slot++)
        {
            _free[slot].Take(demand, placement);
        }
    }

    /// <summary>Undoes a <see cref="Take"/>, as far as it is not forgotten.</summary>
    public void Give(Demand demand, Placement placement, long start, long end)
    {
        for (int slot = At(start); slot < Count && _times[slot] < end; slot++)
        {
            _free[slot].Give(demand, placement);
        }

        Join(end);
        Join(start);
    }

    // The slot that begins at a time, made if need be.
    private int Cut(long time)
    {
        if (time == long.MaxValue)
        {
            return Count;
        }

        int slot = At(time);
        if (_times[slot] < time)
        {
            Insert(slot + 1, time, _free[slot]);
            slot++;
        }

        _edges[slot]++;
        return slot;
    }

    private int CutAt(long start, ref int last)
    {
        int before = Count;
        int slot = Cut(start);
        last += Count - before;
        return slot;
    }

    private void Join(long time)
    {
        int slot = At(time);
        if (_times[slot] == time && --_edges[slot] == 0 && slot > 0)
        {
            Drop(slot, 1);
        }
    }

    private void Insert(int slot, long time, FreeResources free)
    {
        if (_spare.TryPop(out TrialResources? copy))
        {
            copy.CopyFrom(free);
        }
        else
        {
            copy = free.Trial();
        }

        _times.Insert(slot, time);
        _edges.Insert(slot, 0);
        _free.Insert(slot, copy);
    }

    private void Drop(int first, int count)
    {
        for (int slot = first; slot < first + count; slot++)
        {
            _spare.Push(_free[slot]);
        }

        _times.RemoveRange(first, count);
        _edges.RemoveRange(first, count);
        _free.RemoveRange(first, count);
    }
}
