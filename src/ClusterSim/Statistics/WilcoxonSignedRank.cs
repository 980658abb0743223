using MathNet.Numerics.Distributions;

namespace ClusterSim.Statistics;

/// <summary>
/// Two-sided signed-rank test of paired differences (Wilcoxon, Biometrics Bulletin 1, 1945): do the differences lie
/// symmetrically about zero? Differences of zero take no part, as in Wilcoxon's original. Without ties and with at most
/// 50 differences the null distribution is exact; else it is normal with the variance corrected for ties and no
/// continuity correction, as in scipy's <c>wilcoxon</c>.
/// </summary>
public static class WilcoxonSignedRank
{
    /// <summary>Most differences for which the exact null distribution is used.</summary>
    public const int ExactLimit = 50;

    /// <summary>Tests paired differences.</summary>
    /// <param name="differences">Second minus first value of each pair; no NaN.</param>
    /// <returns>W, the p value and the effect; p = 1 when all differences are zero or there are none.</returns>
    public static RankTestResult Test(ReadOnlySpan<double> differences)
    {
        double[] nonzero = new double[differences.Length];
        int count = 0;
        foreach (double difference in differences)
        {
            nonzero[count] = difference;
            count += difference != 0 ? 1 : 0;
        }

        return count == 0 ? new RankTestResult(0, 1, 0, 0, Exact: true) : TestNonzero(nonzero.AsSpan(0, count));
    }

    /// <summary>The smallest p value that so many pairs can give: 2 / 2^n, all differences of one sign.</summary>
    /// <param name="pairs">Number of pairs that differ; 0 or more.</param>
    internal static double SmallestPValue(int pairs) => Math.Min(1, Math.Pow(2, 1 - pairs));

    private static RankTestResult TestNonzero(ReadOnlySpan<double> differences)
    {
        int n = differences.Length;
        double[] sizes = new double[n], ranks = new double[n];
        for (int i = 0; i < n; i++)
        {
            sizes[i] = Math.Abs(differences[i]);
        }

        double ties = Ranks.Assign(sizes, ranks);
        CompensatedSum positive = default;
        for (int i = 0; i < n; i++)
        {
            positive.Add(differences[i] > 0 ? ranks[i] : 0);
        }

        double total = n * (n + 1.0) / 2, up = positive.Value, down = total - up, w = Math.Min(up, down);
        bool exact = n <= ExactLimit && ties == 0;
        double p = exact ? ExactPValue(n, (int)w) : NormalPValue(n, w, ties);
        return new RankTestResult(w, p, (up - down) / total, n, exact);
    }

    // Number of sign patterns with each rank sum, by adding one rank after the other; 2^50 is exact in a double.
    private static double ExactPValue(int n, int w)
    {
        double[] patterns = new double[(n * (n + 1) / 2) + 1];
        patterns[0] = 1;
        for (int rank = 1; rank <= n; rank++)
        {
            for (int sum = patterns.Length - 1; sum >= rank; sum--)
            {
                patterns[sum] += patterns[sum - rank];
            }
        }

        double tail = 0;
        for (int sum = 0; sum <= w; sum++)
        {
            tail += patterns[sum];
        }

        return Math.Min(1, 2 * tail / Math.Pow(2, n));
    }

    private static double NormalPValue(double n, double w, double ties)
    {
        double mean = n * (n + 1) / 4;
        double variance = (n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48);
        return Math.Min(1, 2 * Normal.CDF(0, 1, (w - mean) / Math.Sqrt(variance)));
    }
}
