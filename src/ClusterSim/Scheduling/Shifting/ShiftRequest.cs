using ClusterSim.Signals;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Shifting;

/// <summary>A job as far as a rule needs to know it.</summary>
/// <param name="Signal">The signal to go by.</param>
/// <param name="Clock">Civil time.</param>
/// <param name="Now">The moment of the pass.</param>
/// <param name="Length">How long the job is expected to run.</param>
/// <param name="MaxDelay">How long it may be delayed in all; more than zero.</param>
internal readonly record struct ShiftRequest(
    SignalView Signal, SignalClock Clock, SimTime Now, TimeSpan Length, TimeSpan MaxDelay);
