namespace ClusterSim.Statistics;

/// <summary>
/// Quantiles by linear interpolation between order statistics: definition 7 of Hyndman and Fan (The American
/// Statistician 50, 1996), the default of numpy, R and spreadsheets. With the n values in ascending order x[0] to
/// x[n-1] and h = (n - 1) p the quantile is x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]).
/// </summary>
public static class Quantiles
{
    /// <summary>Quantile of values in any order; copies and sorts them.</summary>
    /// <param name="values">The sample; any order, no NaN.</param>
    /// <param name="probability">0 (minimum) to 1 (maximum).</param>
    /// <returns>The quantile in the unit of the values; <see cref="double.NaN"/> for an empty sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0 to 1.</exception>
    public static double Of(ReadOnlySpan<double> values, double probability)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, probability);
    }

    /// <summary>Median of values in any order; copies and sorts them.</summary>
    /// <param name="values">The sample; any order, no NaN.</param>
    /// <returns>The median in the unit of the values; <see cref="double.NaN"/> for an empty sample.</returns>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);

    /// <summary>Quantile of values in ascending order.</summary>
    /// <param name="sorted">The sample in ascending order.</param>
    /// <param name="probability">0 (minimum) to 1 (maximum).</param>
    /// <returns>The quantile in the unit of the values; <see cref="double.NaN"/> for an empty sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0 to 1.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Expected 0 to 1.");
        }

        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        double h = (sorted.Length - 1) * probability;
        int below = (int)h;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return Interpolate(sorted[below], sorted[above], h - below);
    }

    // Equal neighbours must give exactly themselves, infinite ones included.
    internal static double Interpolate(double below, double above, double share) =>
        below == above || share == 0 ? below : below + ((above - below) * share);
}
