using System.Collections.Immutable;

namespace ClusterSim.Platforms;

/// <summary>
/// What a power limit does to a GPU, measured: speed and drawn power, both relative to no limit, by the limit over the
/// power that the work draws without one. Medians of training runs of Zeus (You et al., NSDI 2023; summary_power_*.csv)
/// whose limit lies within 0.05 of each grid point, of every other configuration of network, batch size and optimizer;
/// the other half tests them. Between the points linear; from 1.2 on a limit changes nothing.
/// </summary>
internal sealed class PowerCapCurve
{
    private const double FirstPoint = 0.4, Step = 0.1;

    private readonly ImmutableArray<double> _speed, _power;

    private PowerCapCurve(ImmutableArray<double> speed, ImmutableArray<double> power) =>
        (_speed, _power) = ([.. speed, 1], [.. power, 1]);

    /// <summary>NVIDIA V100 (250 W).</summary>
    public static PowerCapCurve V100 { get; } = new(
        [0.531, 0.675, 0.711, 0.827, 0.900, 0.940, 0.976, 0.971],
        [0.442, 0.464, 0.549, 0.645, 0.720, 0.803, 0.899, 0.848]);

    /// <summary>NVIDIA A40 (300 W).</summary>
    public static PowerCapCurve A40 { get; } = new(
        [0.301, 0.402, 0.563, 0.779, 0.932, 0.968, 0.981, 0.996],
        [0.417, 0.512, 0.592, 0.664, 0.752, 0.821, 0.899, 0.956]);

    /// <summary>NVIDIA RTX 6000 (260 W).</summary>
    public static PowerCapCurve Rtx6000 { get; } = new(
        [0.426, 0.649, 0.785, 0.859, 0.914, 0.945, 0.974, 0.992],
        [0.421, 0.506, 0.596, 0.665, 0.723, 0.794, 0.879, 0.966]);

    /// <summary>All four measured models together (with P100): for every other model.</summary>
    public static PowerCapCurve All { get; } = new(
        [0.418, 0.618, 0.706, 0.846, 0.910, 0.943, 0.976, 0.992],
        [0.428, 0.500, 0.572, 0.654, 0.728, 0.795, 0.882, 0.934]);

    /// <summary>The curve of a GPU model by its name.</summary>
    public static PowerCapCurve For(string model) =>
        model.Contains("V100", StringComparison.OrdinalIgnoreCase) ? V100
        : model.Contains("A40", StringComparison.OrdinalIgnoreCase) ? A40
        : model.Contains("RTX6000", StringComparison.OrdinalIgnoreCase) ? Rtx6000
        : All;

    /// <summary>Speed relative to no limit.</summary>
    /// <param name="limit">The limit over the power drawn without one; above 0.</param>
    public double Speed(double limit) => At(_speed, limit);

    /// <summary>Power drawn over the power drawn without a limit; never more than the limit.</summary>
    /// <param name="limit">The limit over the power drawn without one; above 0.</param>
    public double Power(double limit) => Math.Min(limit, At(_power, limit));

    // Below the first point speed and power go down to nothing in proportion to the limit.
    private static double At(ImmutableArray<double> values, double limit)
    {
        double position = (limit - FirstPoint) / Step;
        if (position <= 0)
        {
            return values[0] * limit / FirstPoint;
        }

        int index = (int)position;
        return index >= values.Length - 1
            ? 1
            : values[index] + ((values[index + 1] - values[index]) * (position - index));
    }
}
