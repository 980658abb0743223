using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// The default kernel: an indexed 4-ary heap in arrays. Popping, cancelling and moving cost O(log n) and allocate
/// nothing once the arrays have grown to the greatest number of pending events.
/// </summary>
public sealed class EventQueue : IEventQueue
{
    private const int Arity = 4;
    private const int PhaseShift = 60;

    private Entry[] _heap = new Entry[64];
    private Slot[] _slots = new Slot[64];

    // Apart from the slots, because moving an entry in the heap touches only this: a quarter of the memory traffic.
    private int[] _positions = new int[64];
    private int _freeSlot = -1, _usedSlots;
    private ulong _sequence;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public EventHandle Schedule(SimTime time, EventPhase phase, int code, int subject)
    {
        unchecked
        {
            int slot = TakeSlot();
            ref Slot entry = ref _slots[slot];
            entry.Code = code;
            entry.Subject = subject;
            if (Count == _heap.Length)
            {
                Array.Resize(ref _heap, Count * 2);
            }

            entry.Key = ((ulong)phase << PhaseShift) | _sequence++;
            SiftUp(Count++, new Entry(time.Ticks, slot));
            return new EventHandle(slot, entry.Generation);
        }
    }

    /// <inheritdoc/>
    public bool Cancel(EventHandle handle)
    {
        if (!IsLive(handle))
        {
            return false;
        }

        RemoveAt(_positions[handle.Slot]);
        ReleaseSlot(handle.Slot);
        return true;
    }

    /// <inheritdoc/>
    public bool Reschedule(EventHandle handle, SimTime time)
    {
        if (!IsLive(handle))
        {
            return false;
        }

        unchecked
        {
            int position = _positions[handle.Slot];
            ref ulong key = ref _slots[handle.Slot].Key;
            key = (key >> PhaseShift << PhaseShift) | _sequence++;
            Place(position, new Entry(time.Ticks, handle.Slot));
            return true;
        }
    }

    /// <inheritdoc/>
    public bool TryPeek(out SimTime time, out EventPhase phase)
    {
        if (Count == 0)
        {
            (time, phase) = (SimTime.Never, EventPhase.Timer);
            return false;
        }

        time = new SimTime(_heap[0].Time);
        phase = (EventPhase)(_slots[_heap[0].Slot].Key >> PhaseShift);
        return true;
    }

    /// <inheritdoc/>
    public QueuedEvent Pop()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("The event queue is empty.");
        }

        Entry top = _heap[0];
        ref Slot slot = ref _slots[top.Slot];
        QueuedEvent next = new(new SimTime(top.Time), (EventPhase)(slot.Key >> PhaseShift), slot.Code, slot.Subject);
        ReleaseSlot(top.Slot);
        unchecked
        {
            int last = --Count;
            if (last > 0)
            {
                SiftDown(0, _heap[last]);
            }
        }

        return next;
    }

    private bool IsLive(EventHandle handle) =>
        handle.Slot >= 0 && handle.Slot < _usedSlots && handle.Generation != 0
        && _slots[handle.Slot].Generation == handle.Generation && _positions[handle.Slot] >= 0;

    private void RemoveAt(int position)
    {
        unchecked
        {
            int last = --Count;
            if (position < last)
            {
                Place(position, _heap[last]);
            }
        }
    }

    private void Place(int position, in Entry entry)
    {
        if (position > 0 && Precedes(entry, _heap[unchecked((position - 1) / Arity)]))
        {
            SiftUp(position, entry);
        }
        else
        {
            SiftDown(position, entry);
        }
    }

    private void SiftUp(int position, Entry entry)
    {
        unchecked
        {
            Entry[] heap = _heap;
            int[] positions = _positions;
            while (position > 0)
            {
                int parent = (position - 1) / Arity;
                if (!Precedes(entry, heap[parent]))
                {
                    break;
                }

                heap[position] = heap[parent];
                positions[heap[position].Slot] = position;
                position = parent;
            }

            heap[position] = entry;
            positions[entry.Slot] = position;
        }
    }

    private void SiftDown(int position, Entry entry)
    {
        unchecked
        {
            Entry[] heap = _heap;
            int[] positions = _positions;
            int count = Count;
            for (int first = (position * Arity) + 1; first < count; first = (position * Arity) + 1)
            {
                int best = first;
                int end = Math.Min(first + Arity, count);
                for (int child = first + 1; child < end; child++)
                {
                    best = Precedes(heap[child], heap[best]) ? child : best;
                }

                if (!Precedes(heap[best], entry))
                {
                    break;
                }

                heap[position] = heap[best];
                positions[heap[position].Slot] = position;
                position = best;
            }

            heap[position] = entry;
            positions[entry.Slot] = position;
        }
    }

    private int TakeSlot()
    {
        int slot = _freeSlot;
        if (slot >= 0)
        {
            _freeSlot = _slots[slot].NextFree;
            return slot;
        }

        if (_usedSlots == _slots.Length)
        {
            Array.Resize(ref _slots, _usedSlots * 2);
            Array.Resize(ref _positions, _usedSlots * 2);
        }

        _slots[_usedSlots].Generation = 1;
        return _usedSlots++;
    }

    private void ReleaseSlot(int slot)
    {
        ref Slot entry = ref _slots[slot];
        _positions[slot] = -1;
        entry.Generation = unchecked(entry.Generation + 1) is 0 ? 1 : unchecked(entry.Generation + 1);
        entry.NextFree = _freeSlot;
        _freeSlot = slot;
    }

    private bool Precedes(in Entry a, in Entry b) =>
        a.Time != b.Time ? a.Time < b.Time : _slots[a.Slot].Key < _slots[b.Slot].Key;

    // Sixteen bytes, so that the four children of an entry share a cache line; the rest of the key decides only ties.
    private readonly struct Entry(long time, int slot)
    {
        public readonly long Time = time;
        public readonly int Slot = slot;
    }

    private struct Slot
    {
        public ulong Key;
        public int Code, Subject, Generation, NextFree;
    }
}
