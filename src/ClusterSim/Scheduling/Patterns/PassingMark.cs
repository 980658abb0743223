namespace ClusterSim.Scheduling.Patterns;

/// <summary>Where the sums of <see cref="Passing"/> stood at a moment.</summary>
internal readonly record struct PassingMark(double Shares, double ShareSeconds);
