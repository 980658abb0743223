using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>One metric with and without.</summary>
/// <param name="Name">Name with its unit, e.g. <c>energy_kwh</c>.</param>
/// <param name="Without">Mean over the seeds under the wrapped policy.</param>
/// <param name="With">Mean over the seeds under the policy.</param>
/// <param name="Change">Mean of the differences of the seeds, with a 95 % bootstrap interval over the seeds.</param>
/// <param name="AdjustedPValue">Wilcoxon's signed-rank test of the differences, after Holm over the metrics.</param>
internal sealed record PairedEffectRow(
    string Name, double Without, double With, ConfidenceInterval Change, double AdjustedPValue);
