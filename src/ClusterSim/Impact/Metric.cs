namespace ClusterSim.Impact;

/// <summary>A number that sums a run up.</summary>
/// <param name="Name">Name as in <c>summary.json</c>; ends with the unit.</param>
/// <param name="Label">Name for people, without the unit.</param>
/// <param name="Unit">Unit: <c>s</c>, <c>GPU h</c>, <c>jobs/h</c>, ...; empty for a plain number.</param>
/// <param name="Better">Which way is better.</param>
public sealed record Metric(string Name, string Label, string Unit, MetricDirection Better);
