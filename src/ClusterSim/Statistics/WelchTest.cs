namespace ClusterSim.Statistics;

/// <summary>
/// t test of whether two samples have one mean when their variances may differ (Welch, Biometrika 34, 1947), with
/// Satterthwaite's degrees of freedom. For values that are about normal, or for many.
/// </summary>
public static class WelchTest
{
    /// <summary>Tests two independent samples.</summary>
    /// <param name="first">The first sample; at least 2 values, no NaN.</param>
    /// <param name="second">The second sample; at least 2 values, no NaN.</param>
    /// <param name="alternative">What to look for; default both.</param>
    /// <returns>
    /// Effect: difference of the means in units of the root of the mean of both variances (Cohen's d for unequal
    /// variances); infinite when two different constants are compared.
    /// </returns>
    public static TwoSampleResult Test(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        int n = first.Length, m = second.Length;
        if (n < 2 || m < 2)
        {
            return new TwoSampleResult(0, 1, 0, n, m);
        }

        double difference = Moments.Mean(second) - Moments.Mean(first);
        double firstVariance = Square(Moments.StandardDeviation(first)),
            secondVariance = Square(Moments.StandardDeviation(second));
        double firstPart = firstVariance / n, secondPart = secondVariance / m, both = firstPart + secondPart;
        if (both == 0)
        {
            return Constant(difference, n, m, alternative);
        }

        double freedom = both * both / ((Square(firstPart) / (n - 1)) + (Square(secondPart) / (m - 1)));
        double statistic = difference / Math.Sqrt(both);
        return new TwoSampleResult(
            statistic, BrunnerMunzel.Student(statistic, freedom, alternative),
            difference / Math.Sqrt((firstVariance + secondVariance) / 2), n, m);
    }

    private static TwoSampleResult Constant(double difference, int n, int m, Alternative alternative)
    {
        bool asked = alternative switch
        {
            Alternative.Less => difference < 0,
            Alternative.Greater => difference > 0,
            _ => difference != 0,
        };
        double infinite = difference == 0 ? 0 : double.CopySign(double.PositiveInfinity, difference);
        return new TwoSampleResult(infinite, asked ? 0 : 1, infinite, n, m);
    }

    private static double Square(double value) => value * value;
}
