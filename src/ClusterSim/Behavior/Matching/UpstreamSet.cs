namespace ClusterSim.Behavior.Matching;

/// <summary>
/// Sets with negative conditions exactly as the community's own engine matches them (prequel-logmatch 0.0.20 to
/// 0.0.23), its defects included: negative events are not seen before a slot is complete, and events of one moment
/// count in the order of the slots. It forgets only when its mark has passed, and loses the mark when that happens
/// while a match waits for its verdict; <see cref="Deadline"/> therefore is never later than the mark.
/// </summary>
internal sealed class UpstreamSet<T>(PatternSpec spec) : IMatcher<T>, ICandidates<T>
{
    private readonly EventRing<T>[] _slots = [.. spec.Counts.Select(_ => new EventRing<T>())];
    private readonly NegativeMemory _negatives = new(spec);
    private readonly (long Time, int Slot, int Position)[] _frame = new (long, int, int)[spec.Length];
    private readonly long[] _stamps = new long[spec.Length];
    private long _last = long.MinValue, _mark = long.MaxValue, _open = long.MaxValue;

    public long Deadline => Math.Min(_open, _mark == long.MaxValue ? _mark : _mark - 1);

    public bool IsEmpty => Array.TrueForAll(_slots, static ring => ring.Count == 0) && _negatives.IsEmpty;

    public long Forgotten { get; private set; }

    /// <inheritdoc/>
    public bool IsComplete => EventRing<T>.HoldAll(_slots, spec.Counts);

    public void Observe(long time, ulong slots, ulong negates, in T payload, List<Match<T>> matches)
    {
        if (time < _last)
        {
            return;
        }

        _last = time;
        Expire(time);
        for (int i = 0; i < _slots.Length; i++)
        {
            if ((slots & (1UL << i)) != 0)
            {
                Forgotten += _slots[i].TryAdd(time, 0, payload) ? 0 : 1;
                _mark = Math.Min(_mark, time + spec.Right);
            }
        }

        if (negates != 0 && (_negatives.LooksBack || IsAnyComplete()))
        {
            Forgotten += _negatives.Remember(time, negates);
            _mark = Math.Min(_mark, time + spec.Left + spec.Right);
        }

        Judge(time - 1, matches);
    }

    public void AdvanceTo(long now, List<Match<T>> matches)
    {
        if (now >= _last)
        {
            _last = now;
            Judge(now, matches);
        }
    }

    public void Clear()
    {
        foreach (EventRing<T> slot in _slots)
        {
            slot.Clear();
        }

        _negatives.Clear();
        (_last, _mark, _open) = (long.MinValue, long.MaxValue, long.MaxValue);
    }

    private void Expire(long now)
    {
        if (now < _mark)
        {
            return;
        }

        _mark = long.MaxValue;
        if (IsComplete)
        {
            return;
        }

        foreach (EventRing<T> slot in _slots)
        {
            slot.RemoveBefore(now - spec.Right);
            _mark = slot.Count > 0 ? Math.Min(_mark, slot[0].Time + spec.Right) : _mark;
        }

        _negatives.RemoveBefore(now - spec.Right - spec.Left);
        _mark = _negatives.IsEmpty ? _mark : Math.Min(_mark, _negatives.Oldest + spec.Left + spec.Right);
    }

    private void Judge(long known, List<Match<T>> matches) =>
        _open = _negatives.JudgeAll(this, spec.Window, known, matches);

    private bool IsAnyComplete()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (_slots[i].Count >= spec.Counts[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public long[] Arrange()
    {
        int filled = 0;
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            for (int i = 0; i < spec.Counts[slot]; i++)
            {
                _frame[filled++] = (_slots[slot][i].Time, slot, i);
            }
        }

        Array.Sort(_frame);
        for (int i = 0; i < _frame.Length; i++)
        {
            _stamps[i] = _frame[i].Time;
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
