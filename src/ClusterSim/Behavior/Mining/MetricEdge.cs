using ClusterSim.Events;

namespace ClusterSim.Behavior.Mining;

/// <summary>A level of a metric whose crossings are symbols: <c>METRIC below LEVEL</c> and <c>above</c>.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Level">Level in the metric's unit; above 0.</param>
public readonly record struct MetricEdge(Metric Metric, double Level);
