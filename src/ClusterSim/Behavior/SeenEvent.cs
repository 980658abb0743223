using ClusterSim.Behavior.Facts;
using ClusterSim.Events;

namespace ClusterSim.Behavior;

/// <summary>What a rule remembers of an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Job">What is known of its job; <c>null</c> when it concerns none.</param>
/// <param name="RunTicks">Ticks since the last start of the job, at the event.</param>
internal readonly record struct SeenEvent(SimulationEvent Event, KnownJob? Job, long RunTicks);
