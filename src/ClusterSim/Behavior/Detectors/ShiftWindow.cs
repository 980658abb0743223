using ClusterSim.Statistics;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// The newest values of a series, cut into those after and those before, with the tests of one against the other. The
/// cuts lie at fixed places: so many values from the end, twice as many, and so on. Each has its share of the level, so
/// that small changes are found later and large ones soon, without any correction for a search.
/// </summary>
/// <param name="before">Most values before a cut.</param>
/// <param name="leastBefore">Fewest values before a cut.</param>
/// <param name="after">Values after the first cut.</param>
/// <param name="doublings">Further cuts, each with twice as many values after it as the one before.</param>
internal sealed class ShiftWindow(int before, int leastBefore, int after, int doublings)
{
    private readonly double[] _values = new double[before + (after << doublings)];
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

    /// <summary>
    /// Tests the newer values against the older. Two tests have to reject: the exact rank-sum test, which holds for
    /// every distribution when the values do not depend on each other, and the test of means that allows for dependence
    /// from value to value. The greater of two p values is valid wherever one of them is.
    /// </summary>
    /// <param name="alternative">What to look for.</param>
    /// <param name="level">Level of all cuts together.</param>
    /// <param name="matters">
    /// Whether a change from one level to another is worth to be reported; asked of the medians, and of the newest
    /// value against the older median.
    /// </param>
    public ShiftFound? Reject(Alternative alternative, double level, Func<double, double, bool> matters)
    {
        double[] ordered = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            ordered[i] = _values[(_next - Count + i + _values.Length) % _values.Length];
        }

        for (int newer = after; newer <= after << doublings && Count - newer >= leastBefore; newer *= 2)
        {
            int cut = Count - newer;
            double share = level / (doublings + 1);
            if (Reject(ordered.AsSpan(Math.Max(0, cut - before), Math.Min(cut, before)), ordered.AsSpan(cut),
                alternative, share, matters) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // The cheap test first: mostly it does not reject.
    private static ShiftFound? Reject(
        ReadOnlySpan<double> older, ReadOnlySpan<double> newer, Alternative alternative, double level,
        Func<double, double, bool> matters)
    {
        double serial = SerialMeanTest.Test(older, newer, alternative).PValue;
        if (serial > level)
        {
            return null;
        }

        // What has come back by now is over. Leaving a test out only lowers the number of false alarms.
        double usual = Quantiles.Median(older);
        if (!matters(usual, Quantiles.Median(newer)) || !matters(usual, newer[^1]))
        {
            return null;
        }

        TwoSampleResult ranks = ExactRankSum.Test(older, newer, alternative);
        return ranks.PValue > level
            ? null
            : new ShiftFound(usual, Quantiles.Median(newer), ranks with { PValue = Math.Max(serial, ranks.PValue) });
    }
}
