using MathNet.Numerics.Distributions;

namespace ClusterSim.Statistics;

/// <summary>
/// Interval of a mean over units that bring several values each, such as the jobs of users: a ratio of two totals,
/// linearised (Cochran, Sampling Techniques, 1977, section 2.11 and chapter 6), with Student's t.
/// </summary>
internal static class RatioInterval
{
    /// <summary>The interval of sum(sums) / sum(counts).</summary>
    /// <param name="sums">Sum of the values of each unit; at least 2 units.</param>
    /// <param name="counts">Number of values of each unit, with a total above 0.</param>
    /// <param name="level">Confidence level between 0 and 1.</param>
    public static ConfidenceInterval Of(ReadOnlySpan<double> sums, ReadOnlySpan<double> counts, double level = 0.95)
    {
        int units = sums.Length;
        double total = CompensatedSum.Of(counts), ratio = CompensatedSum.Of(sums) / total;
        CompensatedSum squares = default;
        for (int i = 0; i < units; i++)
        {
            double residual = sums[i] - (ratio * counts[i]);
            squares.Add(residual * residual);
        }

        double error = Math.Sqrt(squares.Value * units / (units - 1)) / total;
        double width = error * StudentT.InvCDF(0, 1, units - 1, (1 + level) / 2);
        return new ConfidenceInterval(ratio, ratio - width, ratio + width);
    }
}
