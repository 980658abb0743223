namespace ClusterSim.Statistics;

/// <summary>A step of an empirical distribution function.</summary>
/// <param name="Value">A value of the sample.</param>
/// <param name="Share">Share of the sample that is at most this value, above 0 to 1.</param>
public readonly record struct EcdfPoint(double Value, double Share);
