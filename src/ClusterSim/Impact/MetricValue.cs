namespace ClusterSim.Impact;

/// <summary>A metric of a run with its value.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Value">Value in the metric's unit; <c>null</c> when the run does not determine it.</param>
public sealed record MetricValue(Metric Metric, double? Value);
