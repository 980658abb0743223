namespace ClusterSim.Statistics;

/// <summary>
/// Exponentially weighted moving average chart (Roberts, Technometrics 1, 1959; NIST/SEMATECH handbook, section
/// 6.3.2.4): average = weight x + (1 - weight) average, from the target on; an alarm is an average farther from the
/// target than width deviation sqrt(weight / (2 - weight)).
/// </summary>
/// <param name="target">Level to hold, in the unit of the values.</param>
/// <param name="deviation">Standard deviation of the values in their unit.</param>
/// <param name="weight">Weight of the newest value, above 0 to 1; default 0.3.</param>
/// <param name="width">Distance of the limits in standard deviations of the average; default 3.</param>
/// <param name="direction">Which changes count; default both.</param>
public sealed class EwmaChart(
    double target, double deviation, double weight = 0.3, double width = 3,
    ChangeDirection direction = ChangeDirection.Both) : IChangeDetector
{
    private double _distance;

    /// <summary>Distance of the limits from the target, in the unit of the values.</summary>
    public double Limit => width * deviation * Math.Sqrt(weight / (2 - weight));

    /// <summary>The average, in the unit of the values; the target before the first value.</summary>
    public double Average => target + _distance;

    /// <inheritdoc/>
    public bool Observe(double value)
    {
        _distance = (weight * (value - target)) + ((1 - weight) * _distance);
        return (_distance > Limit && (direction & ChangeDirection.Up) != 0)
            || (-_distance > Limit && (direction & ChangeDirection.Down) != 0);
    }

    /// <inheritdoc/>
    public void Reset() => _distance = 0;
}
