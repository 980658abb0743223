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

    /// <summary>Medians of both parts and the exact rank-sum test of the newer against the older.</summary>
    public (double Before, double After, TwoSampleResult Test) Compare(Alternative alternative)
    {
        double[] ordered = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            ordered[i] = _values[(_next - Count + i + _values.Length) % _values.Length];
        }

        ReadOnlySpan<double> older = ordered.AsSpan(0, Count - after), newer = ordered.AsSpan(Count - after);
        return (Quantiles.Median(older), Quantiles.Median(newer), ExactRankSum.Test(older, newer, alternative));
    }
}
