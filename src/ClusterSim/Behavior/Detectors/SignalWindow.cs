using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Features of a signal over the newest panes of simulated time. A signal keeps the level of its newest sample until
/// the next one. Each pane is reduced to its time-weighted mean and its idle share, so that memory is bounded by the
/// number of panes and a sample costs constant time.
/// </summary>
public sealed class SignalWindow
{
    private readonly TimeSpan _pane;
    private readonly double _idleBelow;
    private readonly double[] _means, _idleShares;
    private SimTime _since;
    private double _level, _area;
    private long _coveredTicks, _idleTicks;
    private bool _known;
    private int _next;

    /// <summary>A window that has seen nothing yet.</summary>
    /// <param name="pane">Length of a pane; positive. Panes begin at multiples of it.</param>
    /// <param name="panes">Number of panes that are kept; 1 or more.</param>
    /// <param name="idleBelow">Level below which the signal counts as idle, in its unit; default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length or number is not positive.</exception>
    public SignalWindow(TimeSpan pane, int panes, double idleBelow = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pane, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(panes, 1);
        (_pane, _idleBelow) = (pane, idleBelow);
        (_means, _idleShares) = (new double[panes], new double[panes]);
    }

    /// <summary>Number of panes with a value, at most the number that is kept.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the signal has a level at present.</summary>
    public bool IsKnown => _known;

    /// <summary>Mean over the panes kept, in the unit of the signal; NaN when there are none.</summary>
    public double Mean => Moments.Mean(_means.AsSpan(0, Count));

    /// <summary>Share of the time of the panes kept in which the signal is idle, 0 to 1; NaN when there are
    /// none.</summary>
    public double IdleShare => Moments.Mean(_idleShares.AsSpan(0, Count));

    /// <summary>Quantile of the means of the panes kept; NaN when there are none.</summary>
    /// <param name="probability">0 (least) to 1 (greatest).</param>
    public double Quantile(double probability) => Quantiles.Of(_means.AsSpan(0, Count), probability);

    /// <summary>
    /// Least-squares slope of the means of the panes kept over their number, in the unit of the signal an hour; NaN for
    /// fewer than two panes. Panes without a value do not count as time.
    /// </summary>
    public double SlopePerHour
    {
        get
        {
            double middle = (Count - 1) / 2.0, products = 0, squares = 0, mean = Mean;
            for (int i = 0; i < Count; i++)
            {
                double place = i - middle;
                products += place * (Pane(i) - mean);
                squares += place * place;
            }

            return Count < 2 ? double.NaN : products / squares / _pane.TotalHours;
        }
    }

    /// <summary>Mean of a pane kept.</summary>
    /// <param name="index">0 for the oldest, <see cref="Count"/> - 1 for the newest.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pane.</exception>
    public double Pane(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _means[(_next - Count + index + _means.Length) % _means.Length];
    }

    /// <summary>The end of the pane that a moment lies in.</summary>
    /// <param name="now">The moment; a boundary lies in the pane that begins there.</param>
    /// <param name="pane">Length of the panes; positive.</param>
    public static SimTime EndOfPane(SimTime now, TimeSpan pane) => new(((now.Ticks / pane.Ticks) + 1) * pane.Ticks);

    /// <summary>
    /// The signal has a level from a moment on. Panes that end before must have been closed with <see cref="Close"/>.
    /// </summary>
    /// <param name="now">The moment; not before the last one.</param>
    /// <param name="level">The level in the unit of the signal.</param>
    public void Observe(SimTime now, double level)
    {
        Integrate(now);
        (_since, _level, _known) = (now, level, true);
    }

    /// <summary>The level is not known, or does not count, from a moment on.</summary>
    /// <param name="now">The moment; not before the last one.</param>
    public void Pause(SimTime now)
    {
        Integrate(now);
        _known = false;
    }

    /// <summary>Closes the pane that ends at a moment.</summary>
    /// <param name="end">End of the pane.</param>
    /// <returns>
    /// Its time-weighted mean; NaN when the level was known for less than half of it, and the pane has no value.
    /// </returns>
    public double Close(SimTime end)
    {
        Integrate(end);
        _since = end;
        double mean = double.NaN;
        if (2 * _coveredTicks >= _pane.Ticks)
        {
            mean = _area / _coveredTicks;
            (_means[_next], _idleShares[_next]) = (mean, _idleTicks / (double)_coveredTicks);
            _next = (_next + 1) % _means.Length;
            Count = Math.Min(Count + 1, _means.Length);
        }

        (_area, _coveredTicks, _idleTicks) = (0, 0, 0);
        return mean;
    }

    /// <summary>Forgets everything seen.</summary>
    public void Clear() => (Count, _next, _known, _area, _coveredTicks, _idleTicks) = (0, 0, false, 0, 0, 0);

    private void Integrate(SimTime now)
    {
        if (_known)
        {
            long ticks = now.Ticks - _since.Ticks;
            _area += _level * ticks;
            _coveredTicks += ticks;
            _idleTicks += _level < _idleBelow ? ticks : 0;
            _since = now;
        }
    }
}
