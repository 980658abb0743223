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

            SiftUp(Count++, new Entry(time.Ticks, ((ulong)phase << PhaseShift) | _sequence++, slot));
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

        RemoveAt(_slots[handle.Slot].Position);
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
            int position = _slots[handle.Slot].Position;
            Entry old = _heap[position];
            ulong phase = old.Key >> PhaseShift << PhaseShift;
            Place(position, new Entry(time.Ticks, phase | _sequence++, old.Slot));
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
        phase = (EventPhase)(_heap[0].Key >> PhaseShift);
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
        QueuedEvent next = new(new SimTime(top.Time), (EventPhase)(top.Key >> PhaseShift), slot.Code, slot.Subject);
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
        handle.Slot >= 0 && handle.Slot < _usedSlots && handle.Generation != 0 && _slots[handle.Slot].Generation == handle.Generation
        && _slots[handle.Slot].Position >= 0;

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
        if (position > 0 && entry.Precedes(_heap[unchecked((position - 1) / Arity)]))
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
            Slot[] slots = _slots;
            while (position > 0)
            {
                int parent = (position - 1) / Arity;
                if (!entry.Precedes(heap[parent]))
                {
                    break;
                }

                heap[position] = heap[parent];
                slots[heap[position].Slot].Position = position;
                position = parent;
            }

            heap[position] = entry;
            slots[entry.Slot].Position = position;
        }
    }

    private void SiftDown(int position, Entry entry)
    {
        unchecked
        {
            Entry[] heap = _heap;
            Slot[] slots = _slots;
            int count = Count;
            for (int first = (position * Arity) + 1; first < count; first = (position * Arity) + 1)
            {
                int best = first;
                int end = Math.Min(first + Arity, count);
                for (int child = first + 1; child < end; child++)
                {
                    best = heap[child].Precedes(heap[best]) ? child : best;
                }

                if (!heap[best].Precedes(entry))
                {
                    break;
                }

                heap[position] = heap[best];
                slots[heap[position].Slot].Position = position;
                position = best;
            }

            heap[position] = entry;
            slots[entry.Slot].Position = position;
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
        }

        _slots[_usedSlots].Generation = 1;
        return _usedSlots++;
    }

    private void ReleaseSlot(int slot)
    {
        ref Slot entry = ref _slots[slot];
        entry.Position = -1;
        entry.Generation = unchecked(entry.Generation + 1) is 0 ? 1 : unchecked(entry.Generation + 1);
        entry.NextFree = _freeSlot;
        _freeSlot = slot;
    }

    private readonly struct Entry(long time, ulong key, int slot)
    {
        public readonly long Time = time;
        public readonly ulong Key = key;
        public readonly int Slot = slot;

        public bool Precedes(in Entry other) => Time < other.Time || (Time == other.Time && Key < other.Key);
    }

    private struct Slot
    {
        public int Code, Subject, Position, Generation, NextFree;
    }
}
