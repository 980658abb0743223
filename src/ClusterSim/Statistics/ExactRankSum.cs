namespace ClusterSim.Statistics;

/// <summary>
/// Rank-sum test whose null distribution is exact whatever is tied: given the pooled values, every choice of those that
/// form the second sample is equally likely, and the sums of mid-ranks of all choices are counted (Streitberg, Roehmel,
/// Statistical Software Newsletter 12, 1986). The p value holds for every pair of sample sizes and every distribution,
/// which the normal approximation of <see cref="MannWhitney"/> does not in small samples. Work and memory grow with the
/// product of the smaller sample and the sum of ranks, so it is for up to some hundred values.
/// </summary>
public static class ExactRankSum
{
    /// <summary>Most values of both samples together.</summary>
    public const int MaxCount = 400;

    /// <summary>Tests whether values of the second sample tend to be less or greater than those of the first.</summary>
    /// <param name="first">The first sample; no NaN.</param>
    /// <param name="second">The second sample; no NaN.</param>
    /// <param name="alternative">What to look for; default both.</param>
    /// <returns>
    /// Statistic: the second sample's rank sum less its mean under the null hypothesis. Effect: the chance that a value
    /// of the second sample is the greater less the chance that it is the smaller, -1 to 1 (Cliff, Psychological
    /// Bulletin 114, 1993).
    /// </returns>
    /// <exception cref="ArgumentException">More than <see cref="MaxCount"/> values.</exception>
    public static TwoSampleResult Test(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        int n = first.Length, m = second.Length;
        if (n == 0 || m == 0)
        {
            return new TwoSampleResult(0, 1, 0, n, m);
        }

        if (n + m > MaxCount)
        {
            throw new ArgumentException($"{n + m} values: expected at most {MaxCount}.", nameof(second));
        }

        double[] ranks = new double[n + m];
        Ranks.Assign((double[])[.. second, .. first], ranks);
        double distance = CompensatedSum.Of(ranks.AsSpan(0, m)) - (m * (n + m + 1) / 2.0);
        double p = alternative switch
        {
            Alternative.Less => Tail(ranks, m, distance),
            Alternative.Greater => Tail(ranks, m, -distance, mirrored: true),
            _ => Math.Min(1, 2 * Tail(ranks, m, -Math.Abs(distance), mirrored: distance > 0)),
        };
        return new TwoSampleResult(distance, p, 2 * distance / ((double)n * m), n, m);
    }

    // Share of the choices of m ranks whose sum lies at most at the mean plus the distance. Mid-ranks are multiples of
    // one half, so that doubled ranks are whole. Mirrored, rank r counts as N + 1 - r.
    private static double Tail(double[] ranks, int m, double distance, bool mirrored = false)
    {
        int count = ranks.Length, most = (int)Math.Round((m * (count + 1)) + (2 * distance));
        if (most >= m * ((2 * count) - m + 1))
        {
            return 1;
        }

        double[,] ways = new double[m + 1, most + 1];
        ways[0, 0] = 1;
        for (int i = 0; i < count; i++)
        {
            int rank = (int)Math.Round(2 * (mirrored ? count + 1 - ranks[i] : ranks[i]));
            for (int chosen = Math.Min(i + 1, m); chosen >= 1; chosen--)
            {
                for (int sum = most; sum >= rank; sum--)
                {
                    ways[chosen, sum] += ways[chosen - 1, sum - rank];
                }
            }
        }

        double tail = 0;
        for (int sum = 0; sum <= most; sum++)
        {
            tail += ways[m, sum];
        }

        return Math.Min(1, tail / Choices(count, m));
    }

    private static double Choices(int count, int chosen)
    {
        double choices = 1;
        for (int i = 1; i <= Math.Min(chosen, count - chosen); i++)
        {
            choices = choices * (count - i + 1) / i;
        }

        return choices;
    }
}
