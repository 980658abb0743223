namespace ClusterSim.Statistics;

/// <summary>
/// How a quantity is spread over jobs. Traces are heavy-tailed: the mean says little without the quantiles and without
/// how few jobs make it. The unit stands in the name of the property that holds it. Without values everything but
/// <see cref="Count"/> is <c>null</c>.
/// </summary>
public sealed record Distribution
{
    private const double LargePart = 0.8;

    /// <summary>Number of jobs that have the quantity.</summary>
    public int Count { get; init; }

    /// <summary>Arithmetic mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Median.</summary>
    public double? P50 { get; init; }

    /// <summary>Quantile 0.95, as all of them by linear interpolation, see <see cref="Quantiles"/>.</summary>
    public double? P95 { get; init; }

    /// <summary>Quantile 0.99.</summary>
    public double? P99 { get; init; }

    /// <summary>Greatest value.</summary>
    public double? Max { get; init; }

    /// <summary>Sum of all values.</summary>
    public double? Sum { get; init; }

    /// <summary>
    /// Share of the sum of all values that the greatest 1 % of them (at least one) hold: how far a few jobs make the
    /// mean. <c>null</c> also when the sum is 0.
    /// </summary>
    public double? TopPercentShareOfSum { get; init; }

    /// <summary>
    /// Fewest jobs that together hold at least 80 % of the sum; <c>null</c> also when the sum is 0.
    /// </summary>
    public int? FewestHolding80Percent { get; init; }

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
            Sum = sum,
            TopPercentShareOfSum = sum > 0 ? CompensatedSum.Of(sorted.AsSpan(sorted.Length - top)) / sum : null,
            FewestHolding80Percent = sum > 0 ? FewestHolding(sorted, LargePart * sum) : null,
        };
    }

    private static int FewestHolding(double[] sorted, double part)
    {
        CompensatedSum held = default;
        int count = 0;
        while (held.Value < part && count < sorted.Length)
        {
            count++;
            held.Add(sorted[^count]);
        }

        return count;
    }
}
