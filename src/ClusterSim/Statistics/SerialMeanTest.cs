namespace ClusterSim.Statistics;

/// <summary>
/// t test of whether the mean of a series changed from one stretch to the next when neighbouring values depend on each
/// other (Zwiers, von Storch, Journal of Climate 8, 1995). A stretch of n values with the correlation r from value to
/// value tells as much about its mean as n (1 - r) / (1 + r) independent ones. The correlation is that of the distances
/// from the means of both stretches, corrected for its bias (Kendall, Biometrika 41, 1954) and raised by one standard
/// error, since too small a one would make the test reject too often. Below a few dozen values it is approximate.
/// </summary>
public static class SerialMeanTest
{
    /// <summary>Tests two stretches of a series that follow each other.</summary>
    /// <param name="first">The earlier stretch, in order of time; at least 2 values, no NaN.</param>
    /// <param name="second">The later stretch, in order of time; at least 2 values, no NaN.</param>
    /// <param name="alternative">What to look for; default both.</param>
    /// <returns>
    /// Effect: difference of the means in standard deviations about them; infinite between two constants.
    /// </returns>
    public static TwoSampleResult Test(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        double[] distances = new double[first.Length + second.Length];
        Distances(first, distances);
        Distances(second, distances.AsSpan(first.Length));
        return Test(first, second, alternative, distances, Correlation(distances));
    }

    internal static TwoSampleResult Test(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative, double[] distances,
        double correlation)
    {
        int n = first.Length, m = second.Length;
        if (n < 2 || m < 2)
        {
            return new TwoSampleResult(0, 1, 0, n, m);
        }

        double difference = Moments.Mean(second) - Moments.Mean(first), squares = Products(distances, 0);
        double share = (1 - correlation) / (1 + correlation), freedom = ((n + m) * share) - 2;
        if (squares == 0 || freedom <= 0)
        {
            return Extreme(difference, squares == 0, n, m, alternative);
        }

        double deviation = Math.Sqrt(squares / (n + m - 2));
        double statistic = difference / (deviation * Math.Sqrt((1 / (n * share)) + (1 / (m * share))));
        return new TwoSampleResult(
            statistic, BrunnerMunzel.Student(statistic, freedom, alternative), difference / deviation, n, m);
    }

    /// <summary>Upper estimate of the correlation from value to value, 0 to below 1.</summary>
    internal static double Correlation(ReadOnlySpan<double> distances)
    {
        int n = distances.Length;
        double squares = Products(distances, 0);
        if (n < 5 || squares == 0)
        {
            return 0;
        }

        double plain = Products(distances, 1) / squares;
        double unbiased = Math.Clamp(((n * plain) + 1) / (n - 3), -0.99, 0.99);
        return Math.Clamp(unbiased + Math.Sqrt((1 - (unbiased * unbiased)) / n), 0, 0.99);
    }

    private static TwoSampleResult Extreme(double difference, bool constant, int n, int m, Alternative alternative)
    {
        bool asked = alternative switch
        {
            Alternative.Less => difference < 0,
            Alternative.Greater => difference > 0,
            _ => difference != 0,
        };
        double infinite = difference == 0 ? 0 : double.CopySign(double.PositiveInfinity, difference);
        return new TwoSampleResult(constant ? infinite : 0, constant && asked ? 0 : 1, constant ? infinite : 0, n, m);
    }

    private static void Distances(ReadOnlySpan<double> stretch, Span<double> distances)
    {
        double mean = Moments.Mean(stretch);
        for (int i = 0; i < stretch.Length; i++)
        {
            distances[i] = stretch[i] - mean;
        }
    }

    private static double Products(ReadOnlySpan<double> distances, int lag)
    {
        double sum = 0;
        for (int i = lag; i < distances.Length; i++)
        {
            sum += distances[i] * distances[i - lag];
        }

        return sum;
    }
}
