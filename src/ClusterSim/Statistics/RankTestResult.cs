namespace ClusterSim.Statistics;

/// <summary>Outcome of a two-sided rank test.</summary>
/// <param name="Statistic">
/// The test's statistic: W (smaller rank sum) for Wilcoxon, U of the first sample for Mann-Whitney.
/// </param>
/// <param name="PValue">Two-sided p value, 0 to 1; 1 when there is nothing to test.</param>
/// <param name="Effect">
/// Rank-biserial correlation, -1 to 1: the share of the evidence for greater values in the second sample less the share
/// against it; 0 when there is nothing to test.
/// </param>
/// <param name="Count">Values that took part: pairs that differ, or both samples together.</param>
/// <param name="Exact">
/// Whether the p value comes from the exact null distribution, not from the normal approximation.
/// </param>
public readonly record struct RankTestResult(double Statistic, double PValue, double Effect, int Count, bool Exact);
