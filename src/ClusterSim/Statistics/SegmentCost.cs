namespace ClusterSim.Statistics;

/// <summary>
/// Sum of squared distances of the values of any segment from its mean, in constant time. Sums are taken about the mean
/// of all values, so that a level far from zero costs no digits.
/// </summary>
internal sealed class SegmentCost
{
    private readonly double[] _sum, _squares;

    public SegmentCost(ReadOnlySpan<double> values)
    {
        (_sum, _squares) = (new double[values.Length + 1], new double[values.Length + 1]);
        double center = values.IsEmpty ? 0 : Moments.Mean(values);
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i] - center;
            _sum[i + 1] = _sum[i] + value;
            _squares[i + 1] = _squares[i] + (value * value);
        }
    }

    /// <summary>Number of values.</summary>
    public int Length => _sum.Length - 1;

    /// <summary>Cost of the values from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public double Of(int start, int end)
    {
        double sum = _sum[end] - _sum[start];
        return Math.Max(0, _squares[end] - _squares[start] - (sum * sum / (end - start)));
    }
}
