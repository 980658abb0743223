using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>A number of access with its definition and interval.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Definition">What it is, in a line.</param>
/// <param name="Value">Its value; <c>null</c> where the run does not determine it.</param>
/// <param name="Interval">
/// Bootstrap interval over the users; <c>null</c> with fewer than five users, or where resamples do not determine it.
/// </param>
public sealed record AccessInterval(Metric Metric, string Definition, double? Value, ConfidenceInterval? Interval);
