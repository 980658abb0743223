using ClusterSim.Engine;
using ClusterSim.Time;
using EventHandle = ClusterSim.Engine.EventHandle;

namespace ClusterSim.Tests.Engine;

/// <summary>
/// A second kernel, as plain as can be: a balanced tree of the keys. It shows that the seam carries one.
/// </summary>
internal sealed class SortedSetQueue : IEventQueue
{
    private readonly SortedSet<(SimTime Time, EventPhase Phase, long Sequence, int Slot)> _order = [];
    private readonly List<(SimTime Time, EventPhase Phase, long Sequence, int Code, int Subject)> _events = [];
    private long _sequence;

    public int Count => _order.Count;

    public EventHandle Schedule(SimTime time, EventPhase phase, int code, int subject)
    {
        int slot = _events.Count;
        _events.Add((time, phase, _sequence, code, subject));
        _order.Add((time, phase, _sequence++, slot));
        return new EventHandle(slot, 1);
    }

    public bool Cancel(EventHandle handle) => handle.Generation == 1 && _order.Remove(KeyOf(handle.Slot));

    public bool Reschedule(EventHandle handle, SimTime time)
    {
        if (!Cancel(handle))
        {
            return false;
        }

        _events[handle.Slot] = _events[handle.Slot] with { Time = time, Sequence = _sequence++ };
        return _order.Add(KeyOf(handle.Slot));
    }

    public bool TryPeek(out SimTime time, out EventPhase phase)
    {
        (time, phase) = Count == 0 ? (SimTime.Never, EventPhase.Timer) : (_order.Min.Time, _order.Min.Phase);
        return Count > 0;
    }

    public QueuedEvent Pop()
    {
        var next = Count > 0 ? _order.Min : throw new InvalidOperationException("The event queue is empty.");
        _order.Remove(next);
        return new QueuedEvent(next.Time, next.Phase, _events[next.Slot].Code, _events[next.Slot].Subject);
    }

    private (SimTime Time, EventPhase Phase, long Sequence, int Slot) KeyOf(int slot) =>
        (_events[slot].Time, _events[slot].Phase, _events[slot].Sequence, slot);
}
