using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// The kernel: a queue of future events in the total order (time, phase, sequence of scheduling). Another kernel may
/// stand in for the default one; it must give the very same order, also between simultaneous events.
/// </summary>
public interface IEventQueue
{
    /// <summary>Number of scheduled events.</summary>
    int Count { get; }

    /// <summary>
    /// Schedules an event. Among events of the same time and phase the one scheduled first comes first.
    /// </summary>
    /// <param name="time">When it is due.</param>
    /// <param name="phase">Its phase inside the instant.</param>
    /// <param name="code">What it is; the kernel does not interpret it.</param>
    /// <param name="subject">Whom it concerns; the kernel does not interpret it.</param>
    /// <returns>A handle for cancelling or re-scheduling it.</returns>
    EventHandle Schedule(SimTime time, EventPhase phase, int code, int subject);

    /// <summary>Removes a scheduled event.</summary>
    /// <returns><c>false</c> when the handle is stale.</returns>
    bool Cancel(EventHandle handle);

    /// <summary>
    /// Moves a scheduled event to another time; it comes last among the events of that time and phase. The handle stays
    /// valid.
    /// </summary>
    /// <returns><c>false</c> when the handle is stale.</returns>
    bool Reschedule(EventHandle handle, SimTime time);

    /// <summary>Looks at the next event without removing it.</summary>
    /// <returns><c>false</c> when the queue is empty.</returns>
    bool TryPeek(out SimTime time, out EventPhase phase);

    /// <summary>Removes and returns the next event.</summary>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    QueuedEvent Pop();
}
