using MathNet.Numerics.Distributions;

namespace ClusterSim.Learning.Search;

/// <summary>
/// By how much a value is expected to fall below the least one known (Jones, Schonlau and Welch, Journal of Global
/// Optimization 13, 1998, equation 15).
/// </summary>
public static class ExpectedImprovement
{
    /// <summary>The expectation of max(0, best - value) for a normal value.</summary>
    /// <param name="mean">Mean of the value.</param>
    /// <param name="deviation">Its standard deviation, 0 or more.</param>
    /// <param name="best">The least value known.</param>
    public static double Of(double mean, double deviation, double best)
    {
        double gain = best - mean;
        return deviation <= 0
            ? Math.Max(gain, 0)
            : (gain * Normal.CDF(0, 1, gain / deviation)) + (deviation * Normal.PDF(0, 1, gain / deviation));
    }
}
