using MathNet.Numerics.Distributions;

namespace ClusterSim.Statistics;

/// <summary>
/// Whether a candidate is worse than a baseline by less than a margin, from pairs of positive values of which less is
/// better. The logarithms of the ratios are taken to be normal: a one-sided paired t-test against the logarithm of 1 +
/// margin (Walker and Nowacki, Journal of General Internal Medicine 26, 2011).
/// </summary>
public static class NonInferiority
{
    /// <summary>Compares pairs.</summary>
    /// <param name="baseline">Values of the baseline, at least 2, positive.</param>
    /// <param name="candidate">Values of the candidate, in the same order, positive.</param>
    /// <param name="margin">How much worse still counts as not inferior, as a share; 0 or more.</param>
    /// <param name="level">Level of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are too few pairs, or a value or the margin is out of its
    /// range.</exception>
    public static NonInferiorityResult OfRatios(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double margin, double level = 0.95)
    {
        if (baseline.Length < 2 || baseline.Length != candidate.Length || margin < 0)
        {
            throw new ArgumentException(
                $"Found {baseline.Length} and {candidate.Length} values and a margin of {margin}; expected at least "
                    + "two pairs and a margin of 0 or more.");
        }

        double[] logarithms = new double[baseline.Length];
        for (int i = 0; i < logarithms.Length; i++)
        {
            logarithms[i] = baseline[i] > 0 && candidate[i] > 0
                ? Math.Log(candidate[i] / baseline[i])
                : throw new ArgumentException("Found a value that is not positive; ratios need positive ones.");
        }

        return OfLogarithms(logarithms, Math.Log(1 + margin), level);
    }

    private static NonInferiorityResult OfLogarithms(double[] logarithms, double limit, double level)
    {
        int pairs = logarithms.Length;
        double mean = logarithms.Average();
        double variance = logarithms.Sum(value => (value - mean) * (value - mean)) / (pairs - 1);
        double error = Math.Sqrt(variance / pairs);
        double half = StudentT.InvCDF(0, 1, pairs - 1, (1 + level) / 2) * error;
        double chance = error > 0 ? StudentT.CDF(0, 1, pairs - 1, (mean - limit) / error) : mean < limit ? 0 : 1;
        ConfidenceInterval ratio = new(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half));
        return new NonInferiorityResult(
            ratio, chance, IsNonInferior: mean + half < limit, IsSuperior: mean + half < 0,
            IsInferior: mean - half > 0);
    }
}
