namespace ClusterSim.Statistics;

/// <summary>
/// A number that sums a sample up, e.g. <see cref="Moments.Mean"/> or <see cref="Quantiles.Median"/>.
/// </summary>
/// <param name="values">The sample; any order.</param>
public delegate double Statistic(ReadOnlySpan<double> values);
