using ClusterSim.Events;

namespace ClusterSim.Workloads;

/// <summary>
/// The level of a metric of a job from some progress on, until the next level of the same metric or the end of the job.
/// </summary>
/// <param name="Start">Progress from which on it holds, in reference time since the job's first start.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Value">Its value in the unit of the metric; finite and 0 or more.</param>
public readonly record struct MetricLevel(TimeSpan Start, Metric Metric, double Value);
