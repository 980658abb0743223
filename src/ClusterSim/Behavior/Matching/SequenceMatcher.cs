namespace ClusterSim.Behavior.Matching;

/// <summary>
/// Finds the slots filled one after the other. A match takes the oldest events that stand in order; an event advances
/// it by at most one slot. Slots that are complete keep collecting for the matches to come.
/// Semantics: CRE sequences; a later slot never uses an event that arrived before the slot ahead of it was complete.
/// </summary>
internal sealed class SequenceMatcher<T>(PatternSpec spec) : IMatcher<T>, ICandidates<T>
{
    private readonly EventRing<T>[] _slots = [.. spec.Counts.Select(_ => new EventRing<T>())];
    private readonly NegativeMemory _negatives = new(spec);
    private readonly long[] _stamps = new long[spec.Length];
    private long _last = long.MinValue, _arrivals;
    private int _complete;

    public long Deadline { get; private set; } = long.MaxValue;

    public bool IsEmpty => _slots[0].Count == 0 && _negatives.IsEmpty;

    public long Forgotten { get; private set; }

    /// <inheritdoc/>
    public bool IsComplete => _complete == _slots.Length;

    public void Observe(long time, ulong slots, ulong negates, in T payload, List<Match<T>> matches)
    {
        if (time < _last)
        {
            return;
        }

        _last = time;
        Judge(time - 1, matches);
        Expire(time);
        if (negates != 0 && (_negatives.LooksBack || _slots[0].Count > 0 || (slots & 1) != 0))
        {
            Forgotten += _negatives.Remember(time, negates);
        }

        Collect(time, slots, payload);
        Judge(time - 1, matches);
    }

    public void AdvanceTo(long now, List<Match<T>> matches)
    {
        _last = Math.Max(_last, now);
        Judge(now, matches);
    }

    public void Clear()
    {
        foreach (EventRing<T> slot in _slots)
        {
            slot.Clear();
        }

        _negatives.Clear();
        (_last, _arrivals, _complete, Deadline) = (long.MinValue, 0, 0, long.MaxValue);
    }

    private void Expire(long now)
    {
        if (Deadline != long.MaxValue)
        {
            return;
        }

        int before = _slots[0].Count;
        _slots[0].RemoveBefore(now - spec.Right);
        if (_slots[0].Count != before)
        {
            Restore();
        }

        _negatives.RemoveBefore(now - spec.Right - spec.Left);
        if (!_negatives.LooksBack && _slots[0].Count == 0)
        {
            _negatives.Clear();
        }
    }

    private void Collect(long time, ulong slots, in T payload)
    {
        int open = _complete;
        for (int i = 0; i <= open && i < _slots.Length; i++)
        {
            if ((slots & (1UL << i)) != 0 && !_slots[i].TryAdd(time, _arrivals, payload))
            {
                Forgotten++;
            }
        }

        _arrivals++;
        if (open < _slots.Length && _slots[open].Count >= spec.Counts[open])
        {
            _complete++;
        }
    }

    private void Judge(long known, List<Match<T>> matches) =>
        Deadline = _negatives.JudgeAll(this, spec.Window, known, matches);

    /// <inheritdoc/>
    public long[] Arrange()
    {
        int filled = 0;
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            for (int i = 0; i < spec.Counts[slot]; i++)
            {
                _stamps[filled++] = _slots[slot][i].Time;
            }
        }

        return _stamps;
    }

    /// <inheritdoc/>
    public void Remove(int anchor)
    {
        int slot = 0;
        while (anchor >= spec.Counts[slot])
        {
            anchor -= spec.Counts[slot++];
        }

        _slots[slot].RemoveAt(anchor);
        Restore();
    }

    /// <inheritdoc/>
    public T[] Take()
    {
        T[] events = EventRing<T>.TakeFirst(_slots, spec.Counts);
        Restore();
        return events;
    }

    /// <summary>
    /// Puts the slots back in order after events were taken out: each holds only what came after the slot ahead was
    /// complete.
    /// </summary>
    private void Restore()
    {
        long ahead = -1;
        for (_complete = 0; _complete < _slots.Length; _complete++)
        {
            EventRing<T> slot = _slots[_complete];
            while (slot.Count > 0 && slot[0].Arrival <= ahead)
            {
                slot.RemoveFirst(1);
            }

            int needed = spec.Counts[_complete];
            if (slot.Count < needed)
            {
                break;
            }

            ahead = slot[needed - 1].Arrival;
        }

        for (int i = _complete + 1; i < _slots.Length; i++)
        {
            _slots[i].Clear();
        }
    }
}
