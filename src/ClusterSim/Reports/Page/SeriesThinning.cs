using System.Collections.Immutable;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>
/// Fewer, longer steps of a series: time-weighted means, so that areas under the line stay what they were.
/// </summary>
internal static class SeriesThinning
{
    /// <summary>Means of a quantity over equal stretches of time.</summary>
    /// <param name="series">The series.</param>
    /// <param name="endSeconds">
    /// End of the last stretch; a run that ended earlier counts as not there after its end.
    /// </param>
    /// <param name="stretches">How many.</param>
    /// <param name="value">The quantity.</param>
    /// <returns>The beginning of each stretch with its mean, and a last point where the line ends.</returns>
    public static ImmutableArray<ChartPoint> Means(
        Series series, double endSeconds, int stretches, Func<SeriesBin, double> value)
    {
        double[] sums = new double[stretches], weights = new double[stretches];
        double width = endSeconds / stretches;
        foreach (SeriesBin bin in series.Bins)
        {
            double from = bin.Start.Seconds / width, to = Math.Min(bin.End.Seconds / width, stretches);
            for (int i = (int)from; i < to; i++)
            {
                double weight = Math.Min(i + 1, to) - Math.Max(i, from);
                sums[i] += value(bin) * weight;
                weights[i] += weight;
            }
        }

        var points = ImmutableArray.CreateBuilder<ChartPoint>();
        for (int i = 0; i < stretches && weights[i] > 0; i++)
        {
            points.Add(new ChartPoint(i * width, sums[i] / weights[i]));
        }

        if (points.Count > 0)
        {
            points.Add(new ChartPoint(Math.Min(points.Count * width, endSeconds), points[^1].Y));
        }

        return points.ToImmutable();
    }
}
