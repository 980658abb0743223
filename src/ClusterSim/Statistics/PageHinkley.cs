namespace ClusterSim.Statistics;

/// <summary>
/// Page-Hinkley test for a change of the mean (Page, Biometrika 41, 1954; Hinkley, Biometrika 58, 1971) with a fading
/// factor: sum = max(0, fading sum + (x - mean - tolerance)), mean being that of all values so far; an alarm is a sum
/// at the threshold or above. The sum for falls has the sign of (x - mean) turned.
/// </summary>
/// <param name="minimum">An alarm needs at least this many values less one, as in river; default 30.</param>
/// <param name="tolerance">Change of the mean that does not matter, in the unit of the values; default 0.005.</param>
/// <param name="threshold">Sum that raises the alarm, in the unit of the values; default 50.</param>
/// <param name="fading">Share of the sum that stays with each value, above 0 to 1; default 0.9999.</param>
/// <param name="direction">Which changes count; default rises.</param>
public sealed class PageHinkley(
    int minimum = 30, double tolerance = 0.005, double threshold = 50, double fading = 0.9999,
    ChangeDirection direction = ChangeDirection.Up) : IChangeDetector
{
    private int _seen;
    private double _rise, _fall;

    /// <summary>Mean of the values so far, in their unit; 0 before the first.</summary>
    public double Mean { get; private set; }

    /// <inheritdoc/>
    public bool Observe(double value)
    {
        _seen++;
        Mean += (value - Mean) / _seen;
        _rise = Math.Max(0, (fading * _rise) + (value - Mean - tolerance));
        _fall = Math.Max(0, (fading * _fall) + (Mean - value - tolerance));
        return _seen + 1 >= minimum
            && ((_rise >= threshold && (direction & ChangeDirection.Up) != 0)
                || (_fall >= threshold && (direction & ChangeDirection.Down) != 0));
    }

    /// <inheritdoc/>
    public void Reset() => (_seen, Mean, _rise, _fall) = (0, 0, 0, 0);
}
