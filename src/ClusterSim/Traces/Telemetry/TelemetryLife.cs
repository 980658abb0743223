using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>A stretch of time for which a job or pod was there; times begin with the telemetry.</summary>
/// <param name="Subject">Number of the subject.</param>
/// <param name="Number">Which stretch of the subject, from 1.</param>
/// <param name="Submit">When it was submitted.</param>
/// <param name="Start">When it started.</param>
/// <param name="End">When it ended, or the end of the telemetry.</param>
/// <param name="IsCensored">Whether it was still there when the telemetry ended.</param>
internal readonly record struct TelemetryLife(
    int Subject, int Number, SimTime Submit, SimTime Start, SimTime End, bool IsCensored);
