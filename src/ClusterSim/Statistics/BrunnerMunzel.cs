using MathNet.Numerics.Distributions;

namespace ClusterSim.Statistics;

/// <summary>
/// Rank test of whether values of one sample tend to be greater than those of another when their spreads may differ,
/// where the rank-sum test does not keep its level (Brunner, Munzel, Biometrical Journal 42, 2000). The p value comes
/// from Student's t distribution with Satterthwaite's degrees of freedom; below about ten values each it is
/// approximate.
/// </summary>
public static class BrunnerMunzel
{
    /// <summary>Tests two independent samples.</summary>
    /// <param name="first">The first sample; at least 2 values, no NaN.</param>
    /// <param name="second">The second sample; at least 2 values, no NaN.</param>
    /// <param name="alternative">What to look for; default both.</param>
    /// <returns>
    /// Effect: the chance that a value of the second sample is the greater less the chance that it is the smaller, -1
    /// to 1. Samples that do not overlap at all have no variance to estimate and give the least p value that choices of
    /// that many values allow.
    /// </returns>
    public static TwoSampleResult Test(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        int n = first.Length, m = second.Length;
        if (n < 2 || m < 2)
        {
            return new TwoSampleResult(0, 1, 0, n, m);
        }

        double[] ranks = new double[n + m];
        Ranks.Assign((double[])[.. first, .. second], ranks);
        (double firstMean, double firstSquares) = Spread(first, ranks.AsSpan(0, n));
        (double secondMean, double secondSquares) = Spread(second, ranks.AsSpan(n));
        double effect = 2 * (secondMean - firstMean) / (n + m);
        double firstPart = n * firstSquares, secondPart = m * secondSquares, both = firstPart + secondPart;
        if (both == 0)
        {
            return new TwoSampleResult(0, effect == 0 ? 1 : Apart(n, m, effect, alternative), effect, n, m);
        }

        double statistic = n * m * (secondMean - firstMean) / ((n + m) * Math.Sqrt(both));
        double freedom = both * both / ((firstPart * firstPart / (n - 1)) + (secondPart * secondPart / (m - 1)));
        return new TwoSampleResult(statistic, Student(statistic, freedom, alternative), effect, n, m);
    }

    internal static double Student(double statistic, double freedom, Alternative alternative) => alternative switch
    {
        Alternative.Less => StudentT.CDF(0, 1, freedom, statistic),
        Alternative.Greater => StudentT.CDF(0, 1, freedom, -statistic),
        _ => Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(statistic))),
    };

    // Mean rank among all, and the variance of the placements: rank among all less rank in the own sample.
    private static (double Mean, double Squares) Spread(ReadOnlySpan<double> sample, ReadOnlySpan<double> ranks)
    {
        double[] placements = new double[sample.Length];
        Ranks.Assign(sample, placements);
        for (int i = 0; i < placements.Length; i++)
        {
            placements[i] = ranks[i] - placements[i];
        }

        double deviation = Moments.StandardDeviation(placements);
        return (Moments.Mean(ranks), deviation * deviation);
    }

    private static double Apart(int n, int m, double effect, Alternative alternative)
    {
        double choices = MathNet.Numerics.SpecialFunctions.Binomial(n + m, n);
        return alternative switch
        {
            Alternative.Less => effect < 0 ? 1 / choices : 1,
            Alternative.Greater => effect > 0 ? 1 / choices : 1,
            _ => 2 / choices,
        };
    }
}
