namespace ClusterSim.Statistics;

/// <summary>
/// Two-sided test of whether two independent samples come from one distribution (Kolmogorov 1933; Smirnov, Annals of
/// Mathematical Statistics 19, 1948). Up to <see cref="ExactLimit"/> pairs of values the null distribution is exact:
/// every order of the pooled values is equally likely, and the orders that reach the distance are counted as lattice
/// paths (Hodges, Arkiv foer Matematik 3, 1958). Above, it is the limit
/// 2 sum over k of (-1)^(k-1) exp(-2 k^2 D^2 n m / (n + m)). Both are for continuous distributions; values that occur
/// more than once make the test conservative: it rejects less often than its level says.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>Most pairs of values, one of each sample, for which the exact null distribution is used.</summary>
    public const long ExactLimit = 1_000_000;

    private const int MaxTerms = 100;

    /// <summary>Tests whether the samples come from different distributions.</summary>
    /// <param name="first">The first sample; any order, no NaN.</param>
    /// <param name="second">The second sample; any order, no NaN.</param>
    public static KolmogorovSmirnovResult Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        int n = first.Length, m = second.Length;
        if (n == 0 || m == 0)
        {
            return new KolmogorovSmirnovResult(0, 1, n, m, Exact: true);
        }

        double[] a = first.ToArray(), b = second.ToArray();
        Array.Sort(a);
        Array.Sort(b);
        // In units of 1 / (n m) the distance is a whole number, so that no rounding decides whether a path reaches it.
        long steps = Steps(a, b);
        double distance = steps / ((double)n * m);
        bool exact = (long)n * m <= ExactLimit;
        double p = exact ? ExactPValue(n, m, steps) : LimitPValue(distance * Math.Sqrt((double)n * m / (n + m)));
        return new KolmogorovSmirnovResult(distance, p, n, m, exact);
    }

    private static long Steps(double[] first, double[] second)
    {
        long greatest = 0;
        int i = 0, j = 0;
        while (i < first.Length && j < second.Length)
        {
            double value = Math.Min(first[i], second[j]);
            i += EqualRun(first, i, value);
            j += EqualRun(second, j, value);
            greatest = Math.Max(greatest, Math.Abs(((long)i * second.Length) - ((long)j * first.Length)));
        }

        return greatest;
    }

    private static int EqualRun(double[] sorted, int start, double value)
    {
        int end = start;
        while (end < sorted.Length && sorted[end] == value)
        {
            end++;
        }

        return end - start;
    }

    // Share of the lattice paths to (i, j) that reach the distance on their way: the last step comes from (i - 1, j)
    // with probability i / (i + j). Adding only positive terms keeps small p values precise.
    private static double ExactPValue(int n, int m, long steps)
    {
        double[] reached = new double[m + 1];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                bool far = Math.Abs(((long)i * m) - ((long)j * n)) >= steps;
                double fromLeft = i > 0 ? reached[j] * i : 0;
                double fromBelow = j > 0 ? reached[j - 1] * j : 0;
                reached[j] = far ? 1 : (fromLeft + fromBelow) / Math.Max(1, i + j);
            }
        }

        return reached[m];
    }

    private static double LimitPValue(double scaled)
    {
        // Below this the alternating series converges slowly and the answer is 1 to 15 digits.
        if (scaled < 0.2)
        {
            return 1;
        }

        double sum = 0, sign = 1;
        for (int k = 1; k <= MaxTerms; k++, sign = -sign)
        {
            double term = Math.Exp(-2 * k * k * scaled * scaled);
            sum += sign * term;
            if (term < 1e-17 * Math.Abs(sum))
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
