using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Behavior;

/// <summary>
/// Watches the event stream of a run and finds behaviours in it. The engine calls <see cref="AdvanceTo"/> at every
/// <see cref="NextDeadline"/>, so that a hit falls when its window closes and not at the next event.
/// </summary>
public interface IBehaviorMonitor : IEventObserver
{
    /// <summary>Everything found so far, in order of time. Only ever appended to.</summary>
    IReadOnlyList<Detection> Detections { get; }

    /// <summary>
    /// The next moment at which time alone could make a rule certain; <see cref="SimTime.Never"/> when there is none.
    /// </summary>
    SimTime NextDeadline { get; }

    /// <summary>
    /// Tells the monitor that everything up to and including <paramref name="now"/> has been observed.
    /// </summary>
    void AdvanceTo(SimTime now);
}
