namespace ClusterSim.Statistics;

/// <summary>What <see cref="NonInferiority"/> found.</summary>
/// <param name="Ratio">Geometric mean of candidate over baseline, with its two-sided interval.</param>
/// <param name="PValue">
/// Probability of a ratio as small as this or smaller if the candidate were worse by the whole margin.
/// </param>
/// <param name="IsNonInferior">Whether the whole interval lies below 1 + margin.</param>
/// <param name="IsSuperior">Whether the whole interval lies below 1.</param>
/// <param name="IsInferior">Whether the whole interval lies above 1.</param>
public readonly record struct NonInferiorityResult(
    ConfidenceInterval Ratio, double PValue, bool IsNonInferior, bool IsSuperior, bool IsInferior);
