using System.Collections.Immutable;

namespace ClusterSim.Randomness;

/// <summary>
/// A distribution given by some of its quantiles, linear in between: how measured distributions are shipped without
/// the measurements. Two points of equal value are an atom.
/// </summary>
public sealed class QuantileDistribution : IDistribution
{
    /// <summary>A distribution through the given points.</summary>
    /// <param name="points">
    /// Percent of the numbers that are at most a value, and the value; both ascending, the first at 0 %, the last at
    /// 100 %; at least two.
    /// </param>
    /// <exception cref="ArgumentException">The points are not such.</exception>
    public QuantileDistribution(params ImmutableArray<(double Percent, double Value)> points)
    {
        bool valid = !points.IsDefault && points.Length >= 2 && points[0].Percent == 0 && points[^1].Percent == 100
            && points.All(point => double.IsFinite(point.Value));
        for (int i = 1; valid && i < points.Length; i++)
        {
            valid = points[i].Percent >= points[i - 1].Percent && points[i].Value >= points[i - 1].Value;
        }

        Points = valid
            ? points
            : throw new ArgumentException("expected ascending points from 0 % to 100 %.", nameof(points));
    }

    /// <summary>The points.</summary>
    public ImmutableArray<(double Percent, double Value)> Points { get; }

    /// <inheritdoc/>
    public double Mean => Moment((a, b) => (a + b) / 2);

    /// <inheritdoc/>
    public double Variance
    {
        get
        {
            double mean = Mean;
            return Moment((a, b) => ((a * a) + (a * b) + (b * b)) / 3) - (mean * mean);
        }
    }

    /// <summary>The value below which a share of the numbers lies.</summary>
    /// <param name="percent">0 to 100.</param>
    public double Quantile(double percent)
    {
        int i = 1;
        while (i < Points.Length - 1 && Points[i].Percent < percent)
        {
            i++;
        }

        ((double fromPercent, double from), (double toPercent, double to)) = (Points[i - 1], Points[i]);
        double width = toPercent - fromPercent;
        return width > 0 ? from + ((to - from) * Math.Clamp((percent - fromPercent) / width, 0, 1)) : to;
    }

    /// <summary>Share of the numbers that lie at or below a value, in percent.</summary>
    /// <param name="value">The value.</param>
    public double PercentUpTo(double value)
    {
        double percent = 0;
        for (int i = 1; i < Points.Length && Points[i - 1].Value <= value; i++)
        {
            ((double fromPercent, double from), (double toPercent, double to)) = (Points[i - 1], Points[i]);
            double part = to <= value ? 1 : (value - from) / (to - from);
            percent = fromPercent + ((toPercent - fromPercent) * part);
        }

        return percent;
    }

    /// <inheritdoc/>
    public double Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Quantile(100 * stream.NextDouble());
    }

    /// <summary>A number of those that lie above a value.</summary>
    /// <param name="floor">The value; some numbers must lie above it.</param>
    /// <param name="stream">Where chance comes from.</param>
    public double SampleAbove(double floor, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        double below = PercentUpTo(floor);
        return Math.Max(floor, Quantile(below + ((100 - below) * stream.NextDouble())));
    }

    private double Moment(Func<double, double, double> ofStretch)
    {
        double sum = 0;
        for (int i = 1; i < Points.Length; i++)
        {
            sum += (Points[i].Percent - Points[i - 1].Percent) / 100 * ofStretch(Points[i - 1].Value, Points[i].Value);
        }

        return sum;
    }
}
