namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// A step function of time, kept as its changes in ascending order. The changes lie in blocks that know the least and
/// the greatest value inside them, so that a search passes over most blocks at a glance.
/// </summary>
internal sealed class StepFunction(long value)
{
    private const int BlockSize = 64;

    private readonly List<Block> _blocks = [];
    private long _before = value;
    private long _forgotten = long.MinValue;

    /// <summary>
    /// Raises the function by <paramref name="change"/> from a time on; nothing happens at <see
    /// cref="long.MaxValue"/>.
    /// </summary>
    public void Add(long time, long change)
    {
        if (time == long.MaxValue || change == 0)
        {
            return;
        }

        if (time <= _forgotten)
        {
            _before += change;
            return;
        }

        int at = BlockFor(time);
        if (at < 0)
        {
            _blocks.Add(new Block(BlockSize));
            at = 0;
        }

        Block block = _blocks[at];
        block.Add(time, change);
        if (block.Count == 0)
        {
            _blocks.RemoveAt(at);
        }
        else if (block.Count == BlockSize)
        {
            _blocks.Insert(at + 1, block.Split());
        }
    }

    /// <summary>Keeps only what comes after a time; earlier times cannot be asked for any more.</summary>
    public void ForgetUntil(long time)
    {
        while (_blocks.Count > 0 && _blocks[0].LastTime <= time)
        {
            _before += _blocks[0].Sum;
            _blocks.RemoveAt(0);
        }

        if (_blocks.Count > 0)
        {
            _before += _blocks[0].RemoveUntil(time);
        }

        _forgotten = Math.Max(_forgotten, time);
    }

    /// <summary>
    /// The first begin, at or after a time that nothing after was forgotten for, of a stretch of the given length over
    /// which the function is at least <paramref name="least"/>; <see cref="long.MaxValue"/> when there is none that
    /// begins before <paramref name="before"/>. From <paramref name="room"/> on there is room whatever the function is.
    /// </summary>
    public long FirstStretch(long from, long before, long length, long least, long room = long.MaxValue)
    {
        long level = _before;
        long begin = level >= least ? from : long.MaxValue;
        foreach (Block block in _blocks)
        {
            bool inside = begin != long.MaxValue;
            if (inside ? level + block.Min >= least : level + block.Max < least)
            {
                if (inside ? IsLongEnough(begin, block.FirstTime, length, room) : block.FirstTime >= before)
                {
                    return begin;
                }

                level += block.Sum;
                continue;
            }

            for (int i = 0; i < block.Count; i++)
            {
                long time = block.Times[i];
                if (begin != long.MaxValue ? IsLongEnough(begin, time, length, room) : time >= before)
                {
                    return begin;
                }

                level += block.Changes[i];
                begin = level < least ? long.MaxValue : Math.Min(begin, time);
            }
        }

        return begin;
    }

    private static bool IsLongEnough(long begin, long end, long length, long room) =>
        end - begin >= length || end >= room;

    /// <summary>
    /// The first time, at or after a time that nothing after was forgotten for, at which the function is below
    /// <paramref name="least"/>; <see cref="long.MaxValue"/> when it never is.
    /// </summary>
    public long FirstBelow(long from, long least)
    {
        long level = _before;
        if (level < least)
        {
            return from;
        }

        foreach (Block block in _blocks)
        {
            if (level + block.Min >= least)
            {
                level += block.Sum;
                continue;
            }

            for (int i = 0; i < block.Count; i++)
            {
                level += block.Changes[i];
                if (level < least)
                {
                    return block.Times[i];
                }
            }
        }

        return long.MaxValue;
    }

    // The block in which a time lies or belongs; -1 when there is no block.
    private int BlockFor(long time)
    {
        int low = 0;
        int high = _blocks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            (low, high) = _blocks[middle].FirstTime <= time ? (middle, high) : (low, middle - 1);
        }

        return high;
    }

    private sealed class Block(int capacity)
    {
        public long[] Times { get; } = new long[capacity];

        public long[] Changes { get; } = new long[capacity];

        public int Count { get; private set; }

        public long Sum { get; private set; }

        public long Min { get; private set; }

        public long Max { get; private set; }

        public long FirstTime => Times[0];

        public long LastTime => Times[Count - 1];

        public void Add(long time, long change)
        {
            int at = Array.BinarySearch(Times, 0, Count, time);
            if (at >= 0 && (Changes[at] += change) == 0)
            {
                Remove(at, 1);
            }
            else if (at < 0)
            {
                at = ~at;
                Array.Copy(Times, at, Times, at + 1, Count - at);
                Array.Copy(Changes, at, Changes, at + 1, Count - at);
                (Times[at], Changes[at]) = (time, change);
                Count++;
            }

            Summarise();
        }

        public long RemoveUntil(long time)
        {
            int count = 0;
            long removed = 0;
            while (count < Count && Times[count] <= time)
            {
                removed += Changes[count++];
            }

            if (count > 0)
            {
                Remove(0, count);
                Summarise();
            }

            return removed;
        }

        public Block Split()
        {
            Block upper = new(capacity);
            int half = Count / 2;
            upper.Count = Count - half;
            Array.Copy(Times, half, upper.Times, 0, upper.Count);
            Array.Copy(Changes, half, upper.Changes, 0, upper.Count);
            Count = half;
            Summarise();
            upper.Summarise();
            return upper;
        }

        private void Remove(int at, int count)
        {
            Array.Copy(Times, at + count, Times, at, Count - at - count);
            Array.Copy(Changes, at + count, Changes, at, Count - at - count);
            Count -= count;
        }

        private void Summarise()
        {
            (Sum, Min, Max) = (0, long.MaxValue, long.MinValue);
            for (int i = 0; i < Count; i++)
            {
                Sum += Changes[i];
                Min = Math.Min(Min, Sum);
                Max = Math.Max(Max, Sum);
            }
        }
    }
}
