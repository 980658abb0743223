namespace ClusterSim.Statistics;

/// <summary>A running sum that carries its rounding error along (Neumaier, 1974), so that a million waits of very
/// different size add up to the last digits whatever their order.</summary>
internal struct CompensatedSum
{
    private double _sum, _error;

    /// <summary>The sum so far.</summary>
    public readonly double Value => _sum + _error;

    public static double Of(ReadOnlySpan<double> values)
    {
        CompensatedSum sum = default;
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Value;
    }

    public void Add(double value)
    {
        double next = _sum + value;
        // The smaller summand lost digits; an infinite sum has none to keep and would turn the error into NaN.
        if (double.IsFinite(next))
        {
            _error += Math.Abs(_sum) >= Math.Abs(value) ? _sum - next + value : value - next + _sum;
        }

        _sum = next;
    }
}
