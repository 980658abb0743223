namespace ClusterSim.Behavior.Matching;

/// <summary>
/// Finds all slots filled in any order. A match takes the oldest events of each slot; an event may fill several slots.
/// Semantics: CRE sets, with the negative conditions observed from the first event of a match on.
/// </summary>
internal sealed class SetMatcher<T>(PatternSpec spec) : IMatcher<T>, ICandidates<T>
{
    private readonly EventRing<T>[] _slots = [.. spec.Counts.Select(_ => new EventRing<T>())];
    private readonly NegativeMemory _negatives = new(spec);
    private readonly (long Order, int Slot, int Position)[] _frame = new (long, int, int)[spec.Length];
    private readonly long[] _stamps = new long[spec.Length];
    private long _last = long.MinValue, _arrivals;

    public long Deadline { get; private set; } = long.MaxValue;

    public bool IsEmpty => HoldsNothing && _negatives.IsEmpty;

    public long Forgotten { get; private set; }

    /// <inheritdoc/>
    public bool IsComplete => EventRing<T>.HoldAll(_slots, spec.Counts);

    private bool HoldsNothing => Array.TrueForAll(_slots, static ring => ring.Count == 0);

    public void Observe(long time, ulong slots, ulong negates, in T payload, List<Match<T>> matches)
    {
        if (time < _last)
        {
            return;
        }

        _last = time;
        Judge(time - 1, matches);
        Expire(time);
        for (int i = 0; i < _slots.Length; i++)
        {
            if ((slots & (1UL << i)) != 0 && !_slots[i].TryAdd(time, _arrivals, payload))
            {
                Forgotten++;
            }
        }

        _arrivals++;
        if (negates != 0 && (_negatives.LooksBack || !HoldsNothing))
        {
            Forgotten += _negatives.Remember(time, negates);
        }

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
        (_last, _arrivals, Deadline) = (long.MinValue, 0, long.MaxValue);
    }

    private void Expire(long now)
    {
        if (Deadline != long.MaxValue)
        {
            return;
        }

        foreach (EventRing<T> slot in _slots)
        {
            slot.RemoveBefore(now - spec.Right);
        }

        _negatives.RemoveBefore(now - spec.Right - spec.Left);
        if (!_negatives.LooksBack && HoldsNothing)
        {
            _negatives.Clear();
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
                _frame[filled++] = (_slots[slot][i].Arrival, slot, i);
            }
        }

        // Arrival orders by time, and events of one moment by their order in the stream.
        Array.Sort(_frame);
        for (int i = 0; i < _frame.Length; i++)
        {
            _stamps[i] = _slots[_frame[i].Slot][_frame[i].Position].Time;
        }

        return _stamps;
    }

    /// <inheritdoc/>
    public void Remove(int anchor) => _slots[_frame[anchor].Slot].RemoveAt(_frame[anchor].Position);

    /// <inheritdoc/>
    public T[] Take()
    {
        return EventRing<T>.TakeFirst(_slots, spec.Counts);
    }
}
