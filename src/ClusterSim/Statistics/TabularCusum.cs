namespace ClusterSim.Statistics;

/// <summary>
/// Cumulative sums of the distances from a known target (Page, Biometrika 41, 1954; tabular form as in the
/// NIST/SEMATECH handbook, section 6.3.2.3): upper = max(0, upper + x - target - allowance), lower = max(0, lower +
/// target - x - allowance); an alarm is a sum above the limit.
/// </summary>
/// <param name="target">Level to hold, in the unit of the values.</param>
/// <param name="allowance">
/// Half of the shift that is to be found quickly, in the unit of the values; 0 or more.
/// </param>
/// <param name="limit">Sum above which there is an alarm, in the unit of the values; positive.</param>
/// <param name="direction">Which changes count; default both.</param>
public sealed class TabularCusum(
    double target, double allowance, double limit, ChangeDirection direction = ChangeDirection.Both) : IChangeDetector
{
    /// <summary>Sum for rises, 0 or more.</summary>
    public double Upper { get; private set; }

    /// <summary>Sum for falls, 0 or more.</summary>
    public double Lower { get; private set; }

    /// <inheritdoc/>
    public bool Observe(double value)
    {
        Upper = Math.Max(0, Upper + value - target - allowance);
        Lower = Math.Max(0, Lower + target - value - allowance);
        return (Upper > limit && (direction & ChangeDirection.Up) != 0)
            || (Lower > limit && (direction & ChangeDirection.Down) != 0);
    }

    /// <inheritdoc/>
    public void Reset() => (Upper, Lower) = (0, 0);
}
