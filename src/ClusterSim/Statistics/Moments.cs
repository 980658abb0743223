namespace ClusterSim.Statistics;

/// <summary>Mean and spread, computed with compensated sums (Neumaier, 1974).</summary>
public static class Moments
{
    /// <summary>Arithmetic mean.</summary>
    /// <param name="values">The sample; any order.</param>
    /// <returns>The mean; <see cref="double.NaN"/> for an empty sample.</returns>
    public static double Mean(ReadOnlySpan<double> values) =>
        values.IsEmpty ? double.NaN : CompensatedSum.Of(values) / values.Length;

    /// <summary>Sample standard deviation with the divisor n - 1, by two passes.</summary>
    /// <param name="values">The sample; any order.</param>
    /// <returns>The deviation in the unit of the values; <see cref="double.NaN"/> for fewer than two values.</returns>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        double mean = Mean(values);
        CompensatedSum squares = default;
        foreach (double value in values)
        {
            squares.Add((value - mean) * (value - mean));
        }

        return Math.Sqrt(squares.Value / (values.Length - 1));
    }
}
