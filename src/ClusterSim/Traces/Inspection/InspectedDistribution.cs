using ClusterSim.Statistics;

namespace ClusterSim.Traces.Inspection;

/// <summary>
/// How a quantity is spread over the jobs of a trace. Traces are heavy-tailed: the mean says little without the
/// quantiles and without how few jobs make it.
/// </summary>
/// <param name="Count">Jobs for which the quantity is known.</param>
/// <param name="Mean">Arithmetic mean; <c>null</c> without jobs, as everything after it.</param>
/// <param name="P50">Median, as all quantiles by linear interpolation (definition 7 of Hyndman and Fan, 1996).</param>
/// <param name="P95">Quantile 0.95.</param>
/// <param name="P99">Quantile 0.99.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Sum">Sum of all values.</param>
/// <param name="FewestHolding80Percent">Fewest jobs that together hold at least 80 % of the sum; <c>null</c> also when
/// the sum is 0.</param>
public sealed record InspectedDistribution(
    int Count,
    double? Mean,
    double? P50,
    double? P95,
    double? P99,
    double? Max,
    double? Sum,
    int? FewestHolding80Percent)
{
    private const double LargePart = 0.8;

    /// <summary>Sums up values.</summary>
    /// <param name="values">Finite values of 0 or more, in any order.</param>
    internal static InspectedDistribution Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        if (sorted.Length == 0)
        {
            return new InspectedDistribution(0, null, null, null, null, null, null, null);
        }

        Array.Sort(sorted);
        double sum = CompensatedSum.Of(sorted);
        return new InspectedDistribution(
            sorted.Length,
            sum / sorted.Length,
            Quantiles.OfSorted(sorted, 0.5),
            Quantiles.OfSorted(sorted, 0.95),
            Quantiles.OfSorted(sorted, 0.99),
            sorted[^1],
            sum,
            sum > 0 ? FewestHolding(sorted, LargePart * sum) : null);
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
