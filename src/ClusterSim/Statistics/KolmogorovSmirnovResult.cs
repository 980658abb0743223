namespace ClusterSim.Statistics;

/// <summary>Outcome of a two-sided two-sample Kolmogorov-Smirnov test.</summary>
/// <param name="Distance">
/// D: greatest distance of the two empirical distribution functions, 0 (equal samples) to 1 (samples that do not
/// overlap); 0 when a sample is empty.
/// </param>
/// <param name="PValue">
/// Probability of a distance at least as great when both samples come from one continuous distribution, 0 to 1; 1 when
/// a sample is empty. With ties it is an upper bound.
/// </param>
/// <param name="FirstCount">Values of the first sample.</param>
/// <param name="SecondCount">Values of the second sample.</param>
/// <param name="Exact">
/// Whether the p value comes from the exact null distribution, not from its limit for large samples.
/// </param>
public readonly record struct KolmogorovSmirnovResult(
    double Distance, double PValue, int FirstCount, int SecondCount, bool Exact);
