namespace ClusterSim.Reports.Privacy;

/// <summary>What another step would leave out.</summary>
/// <param name="Step">The step of points in time.</param>
/// <param name="SuppressionRate">Share of the jobs that would be left out, 0 to 1.</param>
public sealed record SuppressionChoice(TimeSpan Step, double SuppressionRate);
