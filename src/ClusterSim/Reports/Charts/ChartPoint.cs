namespace ClusterSim.Reports.Charts;

/// <summary>A point of a line, in the units of the axes.</summary>
internal readonly record struct ChartPoint(double X, double Y);
