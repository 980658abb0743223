using ClusterSim.Randomness;

namespace ClusterSim.Statistics;

/// <summary>
/// Test of whether two samples come from one distribution by any statistic: the values are dealt out anew many times,
/// and the p value is the share of deals, the real one included, with a difference at least as large. Counting the real
/// one keeps the level exact (Phipson, Smyth, Statistical Applications in Genetics and Molecular Biology 9, 2010).
/// </summary>
public static class PermutationTest
{
    /// <summary>Tests the difference statistic(second) - statistic(first).</summary>
    /// <param name="first">The first sample; not empty, no NaN.</param>
    /// <param name="second">The second sample; not empty, no NaN.</param>
    /// <param name="statistic">What is compared, e.g. <see cref="Moments.Mean"/>.</param>
    /// <param name="random">Source of the deals.</param>
    /// <param name="deals">Number of deals; 1 or more, default 9,999. The least p value is 1 / (deals + 1).</param>
    /// <param name="alternative">What to look for; default both.</param>
    /// <returns>Statistic and effect: the difference, in the unit of the statistic.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one deal.</exception>
    public static TwoSampleResult Test(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Statistic statistic, RandomStream random,
        int deals = 9_999, Alternative alternative = Alternative.TwoSided)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(deals, 1);
        int n = first.Length, m = second.Length;
        if (n == 0 || m == 0)
        {
            return new TwoSampleResult(0, 1, 0, n, m);
        }

        double difference = statistic(second) - statistic(first);
        // Deals that tie with the real one must count although their sums were rounded in another order.
        double tolerance = 1e-12 * Math.Max(1, Math.Abs(difference));
        double[] pooled = [.. first, .. second];
        int less = 1, greater = 1, either = 1;
        for (int deal = 0; deal < deals; deal++)
        {
            Shuffle(pooled, random);
            double dealt = statistic(pooled.AsSpan(n)) - statistic(pooled.AsSpan(0, n));
            less += dealt <= difference + tolerance ? 1 : 0;
            greater += dealt >= difference - tolerance ? 1 : 0;
            either += Math.Abs(dealt) >= Math.Abs(difference) - tolerance ? 1 : 0;
        }

        int count = alternative switch
        {
            Alternative.Less => less,
            Alternative.Greater => greater,
            _ => either,
        };
        return new TwoSampleResult(difference, count / (deals + 1.0), difference, n, m);
    }

    private static void Shuffle(double[] values, RandomStream random)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = random.NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
