using ClusterSim.Statistics;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// The newest values of a series, cut into those after and those before, with the test of one against the other. The
/// cut lies at a fixed place, so that the p value is right at each single test without any correction for a search.
/// </summary>
internal sealed class ShiftWindow(int before, int leastBefore, int after)
{
    private readonly double[] _values = new double[before + after];
    private int _next;

    /// <summary>Number of values kept.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there are enough values for a test.</summary>
    public bool IsReady => Count >= leastBefore + after;

    public void Add(double value)
    {
        _values[_next] = value;
        _next = (_next + 1) % _values.Length;
        Count = Math.Min(Count + 1, _values.Length);
    }

    public void Clear() => (Count, _next) = (0, 0);

    /// <summary>Medians of the older and of the newer part.</summary>
    public (double Before, double After) Medians()
    {
        double[] ordered = Ordered();
        return (Quantiles.Median(ordered.AsSpan(0, Count - after)), Quantiles.Median(ordered.AsSpan(Count - after)));
    }

    /// <summary>The exact rank-sum test of the newer part against the older.</summary>
    public TwoSampleResult Test(Alternative alternative)
    {
        double[] ordered = Ordered();
        return ExactRankSum.Test(ordered.AsSpan(0, Count - after), ordered.AsSpan(Count - after), alternative);
    }

    private double[] Ordered()
    {
        double[] ordered = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            ordered[i] = _values[(_next - Count + i + _values.Length) % _values.Length];
        }

        return ordered;
    }
}
