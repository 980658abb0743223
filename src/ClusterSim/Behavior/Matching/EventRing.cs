using System.Collections.Immutable;

namespace ClusterSim.Behavior.Matching;

/// <summary>
/// A queue of remembered events in order of arrival. It grows by doubling up to a bound and reuses its room.
/// </summary>
/// <typeparam name="T">What is remembered of an event.</typeparam>
internal sealed class EventRing<T>
{
    /// <summary>Most events that one slot remembers.</summary>
    public const int Capacity = 4096;

    private Entry[] _entries = new Entry[4];
    private int _head;

    public int Count { get; private set; }

    public ref readonly Entry this[int index] => ref _entries[(_head + index) & (_entries.Length - 1)];

    /// <summary>Appends an event; <c>false</c> when the ring is full.</summary>
    public bool TryAdd(long time, long arrival, in T payload)
    {
        if (Count == Capacity)
        {
            return false;
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        _entries[(_head + Count++) & (_entries.Length - 1)] = new Entry(time, arrival, payload);
        return true;
    }

    public void RemoveFirst(int count)
    {
        _head = (_head + count) & (_entries.Length - 1);
        Count -= count;
    }

    public void RemoveAt(int index)
    {
        int mask = _entries.Length - 1;
        for (int i = index; i > 0; i--)
        {
            _entries[(_head + i) & mask] = _entries[(_head + i - 1) & mask];
        }

        RemoveFirst(1);
    }

    public void RemoveBefore(long time)
    {
        while (Count > 0 && this[0].Time < time)
        {
            RemoveFirst(1);
        }
    }

    public void Clear() => (_head, Count) = (0, 0);

    /// <summary>Whether each ring has as many events as it needs.</summary>
    public static bool HoldAll(EventRing<T>[] rings, ImmutableArray<int> counts)
    {
        for (int i = 0; i < rings.Length; i++)
        {
            if (rings[i].Count < counts[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes as many of the oldest events as it needs out of each ring; what was remembered of them.</summary>
    public static T[] TakeFirst(EventRing<T>[] rings, ImmutableArray<int> counts)
    {
        var events = new T[counts.Sum()];
        int filled = 0;
        for (int ring = 0; ring < rings.Length; ring++)
        {
            for (int i = 0; i < counts[ring]; i++)
            {
                events[filled++] = rings[ring][i].Payload;
            }

            rings[ring].RemoveFirst(counts[ring]);
        }

        return events;
    }

    private void Grow()
    {
        var larger = new Entry[_entries.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        (_entries, _head) = (larger, 0);
    }

    /// <summary>One remembered event.</summary>
    /// <param name="Time">When, in ticks.</param>
    /// <param name="Arrival">Its position in the stream; orders events of one moment.</param>
    /// <param name="Payload">What was remembered.</param>
    public readonly record struct Entry(long Time, long Arrival, T Payload);
}
