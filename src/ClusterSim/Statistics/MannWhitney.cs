using MathNet.Numerics.Distributions;

namespace ClusterSim.Statistics;

/// <summary>
/// Two-sided rank-sum test of two independent samples (Mann and Whitney, Annals of Mathematical Statistics 18, 1947).
/// Without ties and with at most 40 values together the null distribution is exact; else it is normal with the variance
/// corrected for ties and a continuity correction of one half, as in scipy's <c>mannwhitneyu</c>.
/// </summary>
public static class MannWhitney
{
    /// <summary>Most values, both samples together, for which the exact null distribution is used.</summary>
    public const int ExactLimit = 40;

    /// <summary>Tests whether values of the one sample tend to be greater than those of the other.</summary>
    /// <param name="first">The first sample; no NaN.</param>
    /// <param name="second">The second sample; no NaN.</param>
    /// <returns>U of the first sample (pairs in which its value is the greater, ties half), the p value and the
    /// effect; p = 1 when a sample is empty.</returns>
    public static RankTestResult Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        int n = first.Length + second.Length;
        if (first.IsEmpty || second.IsEmpty)
        {
            return new RankTestResult(0, 1, 0, n, Exact: true);
        }

        double[] ranks = new double[n];
        double ties = Ranks.Assign((double[])[.. first, .. second], ranks);
        double n1 = first.Length, n2 = second.Length;
        double u = CompensatedSum.Of(ranks.AsSpan(0, first.Length)) - (n1 * (n1 + 1) / 2);
        bool exact = n <= ExactLimit && ties == 0;
        double p = exact ? ExactPValue(first.Length, second.Length, u) : NormalPValue(n1, n2, u, ties);
        return new RankTestResult(u, p, 1 - (2 * u / (n1 * n2)), n, exact);
    }

    // Number of ways to choose the first sample's ranks with each U, by deciding on one rank after the other.
    private static double ExactPValue(int n1, int n2, double u)
    {
        int cells = (n1 * n2) + 1;
        double[,] ways = new double[n1 + 1, cells];
        ways[0, 0] = 1;
        for (int rank = 1; rank <= n1 + n2; rank++)
        {
            for (int chosen = Math.Min(rank, n1); chosen >= 1; chosen--)
            {
                // The chosen-th smallest of the sample beats the values of the other sample below it.
                for (int sum = cells - 1, beaten = rank - chosen; sum >= beaten; sum--)
                {
                    ways[chosen, sum] += ways[chosen - 1, sum - beaten];
                }
            }
        }

        double smaller = Math.Min(u, (n1 * n2) - u), tail = 0, all = 0;
        for (int sum = 0; sum < cells; sum++)
        {
            all += ways[n1, sum];
            tail += sum <= smaller ? ways[n1, sum] : 0;
        }

        return Math.Min(1, 2 * tail / all);
    }

    private static double NormalPValue(double n1, double n2, double u, double ties)
    {
        double n = n1 + n2;
        double variance = n1 * n2 / 12 * (n + 1 - (ties / (n * (n - 1))));
        double distance = Math.Max(u, (n1 * n2) - u) - (n1 * n2 / 2) - 0.5;
        return variance == 0 ? 1 : Math.Min(1, 2 * Normal.CDF(0, 1, -distance / Math.Sqrt(variance)));
    }
}
