using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>From when to when an instance of the PAI trace ran.</summary>
/// <param name="Start">When it started.</param>
/// <param name="End">When it ended; <c>null</c> when it was running at the end of the trace.</param>
/// <param name="HasFailed">Whether it failed.</param>
internal readonly record struct PaiLife(SimTime Start, SimTime? End, bool HasFailed);
