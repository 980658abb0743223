using ClusterSim.Engine;
using ClusterSim.Time;
using SimSharp;

namespace ClusterSim.SimSharp;

/// <summary>
/// An event that is used again and again: it overrides what happens when SimSharp processes it, so that neither a
/// callback list nor a flag of the base class is ever touched.
/// </summary>
internal sealed class PooledEvent(OrderedSimulation simulation, int slot) : Event(simulation)
{
    public int Slot { get; } = slot;

    /// <summary>Goes up whenever the event comes or is cancelled, so that older handles are stale.</summary>
    public int Generation { get; set; } = 1;

    /// <summary>Where SimSharp keeps the event; <c>null</c> while it is not scheduled.</summary>
    public EventQueueNode? Node { get; set; }

    public SimTime Time { get; set; }

    public EventPhase Phase { get; set; }

    public int Code { get; set; }

    public int Subject { get; set; }

    /// <inheritdoc/>
    public override void Process() => simulation.Came = this;
}
