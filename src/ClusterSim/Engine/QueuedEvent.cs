using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>An event as the kernel hands it out.</summary>
/// <param name="Time">When it is due.</param>
/// <param name="Phase">Its phase inside the instant.</param>
/// <param name="Code">What it is; the kernel does not interpret it.</param>
/// <param name="Subject">Whom it concerns; the kernel does not interpret it.</param>
public readonly record struct QueuedEvent(SimTime Time, EventPhase Phase, int Code, int Subject);
