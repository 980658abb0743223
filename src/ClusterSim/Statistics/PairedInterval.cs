namespace ClusterSim.Statistics;

/// <summary>
/// Second against first sample: interval of the difference and, where the first is never zero, of the ratio.
/// </summary>
/// <param name="Difference">Statistic of the second less that of the first.</param>
/// <param name="Ratio">
/// Statistic of the second over that of the first; <c>null</c> when that of the first is not positive in every
/// resample.
/// </param>
internal readonly record struct PairedInterval(ConfidenceInterval Difference, ConfidenceInterval? Ratio);
