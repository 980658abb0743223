using ClusterSim.Engine;
using ClusterSim.Time;

namespace ClusterSim.SimSharp;

/// <summary>
/// SimSharp as the kernel: its simulation holds the pending events, advances the clock and brings the next event; the
/// engine asks for one after the other. Gives the same order as the default kernel, and costs more: each pending event
/// is an object of its own.
/// </summary>
public sealed class SimSharpQueue : IEventQueue
{
    private readonly OrderedSimulation _simulation;
    private readonly List<PooledEvent> _events = [];
    private readonly Stack<PooledEvent> _free = new();

    /// <summary>An empty kernel.</summary>
    /// <param name="capacity">
    /// Pending events that it has room for at the beginning, at least 1. Growing beyond it costs time, but keeps the
    /// order.
    /// </param>
    public SimSharpQueue(int capacity = 65_536)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _simulation = new OrderedSimulation(capacity);
    }

    /// <inheritdoc/>
    public int Count => _simulation.Count;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The time is none that a <see cref="DateTime"/> can hold, i.e. more than 9,998 years after the epoch, and not
    /// <see cref="SimTime.Never"/>.
    /// </exception>
    public EventHandle Schedule(SimTime time, EventPhase phase, int code, int subject)
    {
        DateTime date = DateOf(time);
        PooledEvent scheduled = Take();
        (scheduled.Time, scheduled.Phase, scheduled.Code, scheduled.Subject) = (time, phase, code, subject);
        _simulation.At(date, scheduled, (int)phase);
        return new EventHandle(scheduled.Slot, scheduled.Generation);
    }

    /// <inheritdoc/>
    public bool Cancel(EventHandle handle)
    {
        if (Find(handle) is not { } scheduled)
        {
            return false;
        }

        _simulation.Cancel(scheduled);
        Release(scheduled);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">As with <see cref="Schedule"/>.</exception>
    public bool Reschedule(EventHandle handle, SimTime time)
    {
        if (Find(handle) is not { } scheduled)
        {
            return false;
        }

        _simulation.Move(scheduled, DateOf(time), (int)scheduled.Phase);
        scheduled.Time = time;
        return true;
    }

    /// <inheritdoc/>
    public bool TryPeek(out SimTime time, out EventPhase phase)
    {
        if (Count == 0)
        {
            (time, phase) = (SimTime.Never, EventPhase.Timer);
            return false;
        }

        PooledEvent first = _simulation.First;
        (time, phase) = (first.Time, first.Phase);
        return true;
    }

    /// <inheritdoc/>
    public QueuedEvent Pop()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("The event queue is empty.");
        }

        PooledEvent next = _simulation.Next();
        Release(next);
        return new QueuedEvent(next.Time, next.Phase, next.Code, next.Subject);
    }

    private static DateTime DateOf(SimTime time) => time.IsNever ? DateTime.MaxValue : new DateTime(time.Ticks);

    private PooledEvent? Find(EventHandle handle) =>
        handle.Slot >= 0 && handle.Slot < _events.Count && handle.Generation != 0
        && _events[handle.Slot] is { Node: not null } scheduled && scheduled.Generation == handle.Generation
            ? scheduled
            : null;

    private PooledEvent Take()
    {
        if (!_free.TryPop(out PooledEvent? free))
        {
            free = new PooledEvent(_simulation, _events.Count);
            _events.Add(free);
        }

        return free;
    }

    private void Release(PooledEvent done)
    {
        done.Generation = done.Generation == int.MaxValue ? 1 : done.Generation + 1;
        _free.Push(done);
    }
}
