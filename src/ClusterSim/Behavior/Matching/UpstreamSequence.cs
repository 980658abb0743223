namespace ClusterSim.Behavior.Matching;

/// <summary>
/// Sequences exactly as the community's own engine matches them (prequel-logmatch 0.0.20 to 0.0.23), its defects
/// included: a sequence of one repeated term without negative conditions ignores the window, and with repetitions that
/// are not adjacent an event can be used twice. It forgets only when its mark has passed, and loses the mark when that
/// happens while a match waits for its verdict; <see cref="Deadline"/> therefore is never later than the mark.
/// </summary>
internal sealed class UpstreamSequence<T>(PatternSpec spec) : IMatcher<T>, ICandidates<T>
{
    private readonly EventRing<T>[] _slots = [.. spec.Counts.Select(_ => new EventRing<T>())];
    private readonly NegativeMemory _negatives = new(spec);
    private readonly long[] _stamps = new long[spec.Length];
    private readonly bool _judges = !spec.Negates.IsEmpty;
    private long _last = long.MinValue, _mark = long.MaxValue, _open = long.MaxValue;
    private int _active;

    public long Deadline => Math.Min(_open, _mark == long.MaxValue ? _mark : _mark - 1);

    public bool IsEmpty => _slots[0].Count == 0 && _negatives.IsEmpty;

    public long Forgotten { get; private set; }

    /// <inheritdoc/>
    public bool IsComplete => _active == _slots.Length;

    public void Observe(long time, ulong slots, ulong negates, in T payload, List<Match<T>> matches)
    {
        if (time < _last)
        {
            return;
        }

        _last = time;
        Expire(time);
        if (negates != 0 && (_negatives.LooksBack || _slots[0].Count > 0 || (slots & 1) != 0))
        {
            Forgotten += _negatives.Remember(time, negates);
            Mark(time + spec.Left + spec.Right);
        }

        int open = _active;
        for (int i = 0; i < open; i++)
        {
            Add(i, time, slots, payload);
        }

        if (open < _slots.Length && Add(open, time, slots, payload))
        {
            Mark(time + spec.Right);
            _active += _slots[open].Count >= spec.Counts[open] ? 1 : 0;
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
        (_last, _active, _mark, _open) = (long.MinValue, 0, long.MaxValue, long.MaxValue);
    }

    private bool Add(int slot, long time, ulong slots, in T payload)
    {
        bool belongs = (slots & (1UL << slot)) != 0;
        if (belongs && !_slots[slot].TryAdd(time, 0, payload))
        {
            Forgotten++;
        }

        return belongs;
    }

    private void Mark(long time) => _mark = _judges ? Math.Min(_mark, time) : _mark;

    private void Expire(long now)
    {
        if (_judges ? now < _mark : _active == 0 || now - _slots[0][0].Time < spec.Window)
        {
            return;
        }

        _mark = long.MaxValue;
        if (_judges && IsComplete)
        {
            return;
        }

        _slots[0].RemoveBefore(now - spec.Right);
        Restore();
        _negatives.RemoveBefore(now - spec.Right - spec.Left);
        if (_active > 0)
        {
            Mark(_slots[0][0].Time + spec.Right);
        }

        if (!_negatives.IsEmpty)
        {
            Mark(_negatives.Oldest + spec.Left + spec.Right);
        }
    }

    private void Judge(long known, List<Match<T>> matches) =>
        _open = _negatives.JudgeAll(this, _judges ? spec.Window : long.MaxValue, known, matches);

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

    // Looks at the slots that were active only; what a later slot has collected so far stays.
    private void Restore()
    {
        int was = _active;
        if (_slots[0].Count == 0)
        {
            Array.ForEach(_slots, slot => slot.Clear());
            _active = 0;
            return;
        }

        bool broken = _slots[0].Count < spec.Counts[0];
        long ahead = broken || _judges ? _slots[0][0].Time : _slots[0][spec.Counts[0] - 1].Time;
        _active = broken ? 0 : 1;
        for (int i = 1; i < was; i++)
        {
            if (broken)
            {
                _slots[i].Clear();
                continue;
            }

            _slots[i].RemoveBefore(ahead);
            ahead = _judges && _slots[i].Count > 0 ? _slots[i][0].Time : ahead;
            broken = _slots[i].Count < spec.Counts[i];
            _active += broken ? 0 : 1;
        }
    }
}
