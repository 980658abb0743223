using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>One measured value in the unit of its metric, at a time of the source's own clock.</summary>
/// <param name="Time">When, by the clock of the source.</param>
/// <param name="Subject">Number of the job or pod in <see cref="TelemetryDirectory"/>; -1 for a node.</param>
/// <param name="Node">Number of the node; -1 when the source does not say.</param>
/// <param name="Device">Number of the GPU on its node; -1 for the subject as a whole.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Value">Value in the unit of the metric.</param>
/// <param name="Line">Where it stands in its file.</param>
internal readonly record struct TelemetrySample(
    SimTime Time, int Subject, int Node, short Device, Metric Metric, double Value, int Line);
