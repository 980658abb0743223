namespace ClusterSim.Statistics;

/// <summary>
/// Tabular CUSUM (Page, Biometrika 41, 1954) whose target and unit are the mean and the standard deviation of the first
/// values; both are frozen then, since a running mean would follow the very change that it shall find. The value that
/// completes the calibration is judged already. With allowance 0.5 and limit 5 a false alarm comes every 465 values on
/// average when the calibration is exact (Montgomery, Introduction to Statistical Quality Control, section 9.1).
/// </summary>
/// <param name="calibration">Values that set target and unit; at least 2, default 30.</param>
/// <param name="allowance">In standard deviations; default 0.5, made for a shift of one.</param>
/// <param name="limit">In standard deviations; default 5.</param>
/// <param name="direction">Which changes count; default both.</param>
/// <param name="leastDeviation">
/// Deviation to work with when that of the calibration is smaller, in the unit of the values; default 0. A constant
/// start would make any step an alarm otherwise.
/// </param>
public sealed class CalibratedCusum(
    int calibration = 30, double allowance = 0.5, double limit = 5, ChangeDirection direction = ChangeDirection.Both,
    double leastDeviation = 0) : IChangeDetector
{
    private int _seen;
    private double _mean, _squares, _deviation, _upper, _lower;

    /// <summary>Whether target and unit are set.</summary>
    public bool IsCalibrated => _seen >= calibration;

    /// <summary>The target, in the unit of the values; the mean so far until it is set.</summary>
    public double Target => _mean;

    /// <inheritdoc/>
    public bool Observe(double value)
    {
        if (_seen < calibration)
        {
            _seen++;
            double distance = value - _mean;
            _mean += distance / _seen;
            _squares += distance * (value - _mean);
            if (_seen < calibration)
            {
                return false;
            }

            _deviation = Math.Max(leastDeviation, Math.Sqrt(_squares / Math.Max(1, _seen - 1)));
        }

        double slack = allowance * _deviation, bound = limit * _deviation;
        _upper = Math.Max(0, _upper + value - _mean - slack);
        _lower = Math.Max(0, _lower + _mean - value - slack);
        return (_upper > bound && (direction & ChangeDirection.Up) != 0)
            || (_lower > bound && (direction & ChangeDirection.Down) != 0);
    }

    /// <inheritdoc/>
    public void Reset() => (_seen, _mean, _squares, _deviation, _upper, _lower) = (0, 0, 0, 0, 0, 0);
}
