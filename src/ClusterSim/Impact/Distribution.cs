using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// How a quantity is spread over jobs. The unit stands in the name of the property that holds it. Without values
/// everything but <see cref="Count"/> is <c>null</c>.
/// </summary>
public sealed record Distribution
{
    /// <summary>Number of jobs that have the quantity.</summary>
    public int Count { get; init; }

    /// <summary>Arithmetic mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Median.</summary>
    public double? P50 { get; init; }

    /// <summary>Quantile 0.95, by linear interpolation (definition 7 of Hyndman and Fan, 1996).</summary>
    public double? P95 { get; init; }

    /// <summary>Quantile 0.99.</summary>
    public double? P99 { get; init; }

    /// <summary>Greatest value.</summary>
    public double? Max { get; init; }

    /// <summary>
    /// Share of the sum of all values that the greatest 1 % of them (at least one) hold: how far a few jobs make the
    /// mean.
    /// <c>null</c> also when the sum is 0.
    /// </summary>
    public double? TopPercentShareOfSum { get; init; }

    /// <summary>Sums up values in any order.</summary>
    /// <param name="values">Finite values, 0 or more.</param>
    public static Distribution Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return new Distribution();
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        int top = (sorted.Length + 99) / 100;
        double sum = CompensatedSum.Of(sorted);
        return new Distribution
        {
            Count = sorted.Length,
            Mean = sum / sorted.Length,
            P50 = Quantiles.OfSorted(sorted, 0.5),
            P95 = Quantiles.OfSorted(sorted, 0.95),
            P99 = Quantiles.OfSorted(sorted, 0.99),
            Max = sorted[^1],
            TopPercentShareOfSum = sum > 0 ? CompensatedSum.Of(sorted.AsSpan(sorted.Length - top)) / sum : null,
        };
    }
}
