using System.Collections.Immutable;
using System.Numerics;
using ClusterSim.Statistics;
using MathNet.Numerics.IntegralTransforms;

namespace ClusterSim.Learning.Features;

/// <summary>
/// Features of a window of utilization samples at a fixed interval: how high, how steady, how idle, how periodic.
/// </summary>
public static class UtilizationSignature
{
    /// <summary>Utilization in percent below which a sample counts as idle.</summary>
    public const double IdleBelowPercent = 1;

    /// <summary>
    /// Names of the features in order: <c>mean</c>, <c>std</c>, <c>p05</c>, <c>p25</c>, <c>p50</c>, <c>p75</c>,
    /// <c>p95</c> (percent), <c>idle_share</c> (0 to 1), <c>change</c> (mean step between samples, percent),
    /// <c>peak_share</c> (share of the variance at the strongest frequency, 0 to 1), <c>peak_period</c> (its period as
    /// a share of the window, 0 when nothing varies), <c>memory_mean</c>, <c>memory_max</c> (as given).
    /// </summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "mean", "std", "p05", "p25", "p50", "p75", "p95", "idle_share", "change", "peak_share", "peak_period",
        "memory_mean", "memory_max",
    ];

    /// <summary>The features of one window.</summary>
    /// <param name="utilizationPercent">Samples at a fixed interval, at least four.</param>
    /// <param name="memory">GPU memory in any one unit; empty when it is not known, which gives zeros.</param>
    /// <exception cref="ArgumentException">There are fewer than four samples.</exception>
    public static double[] Of(ReadOnlySpan<double> utilizationPercent, ReadOnlySpan<double> memory = default)
    {
        if (utilizationPercent.Length < 4)
        {
            throw new ArgumentException(
                $"found {utilizationPercent.Length} samples, expected at least 4", nameof(utilizationPercent));
        }

        double[] sorted = utilizationPercent.ToArray();
        Array.Sort(sorted);
        int idle = 0;
        double change = 0, most = 0;
        for (int i = 0; i < utilizationPercent.Length; i++)
        {
            idle += utilizationPercent[i] < IdleBelowPercent ? 1 : 0;
            change += i == 0 ? 0 : Math.Abs(utilizationPercent[i] - utilizationPercent[i - 1]);
        }

        foreach (double value in memory)
        {
            most = Math.Max(most, value);
        }

        (double peakShare, double peakPeriod) = Peak(utilizationPercent);
        return
        [
            Moments.Mean(utilizationPercent), Moments.StandardDeviation(utilizationPercent),
            Quantiles.OfSorted(sorted, 0.05), Quantiles.OfSorted(sorted, 0.25), Quantiles.OfSorted(sorted, 0.5),
            Quantiles.OfSorted(sorted, 0.75), Quantiles.OfSorted(sorted, 0.95), (double)idle / sorted.Length,
            change / (sorted.Length - 1), peakShare, peakPeriod, memory.IsEmpty ? 0 : Moments.Mean(memory), most,
        ];
    }

    /// <summary>The strongest frequency of the periodogram without its constant part.</summary>
    private static (double Share, double Period) Peak(ReadOnlySpan<double> samples)
    {
        double mean = Moments.Mean(samples);
        Complex[] waves = new Complex[samples.Length];
        for (int i = 0; i < waves.Length; i++)
        {
            waves[i] = samples[i] - mean;
        }

        Fourier.Forward(waves, FourierOptions.NoScaling);
        double all = 0, most = 0;
        int peak = 0;
        for (int k = 1; k <= waves.Length / 2; k++)
        {
            // The mirrored half holds the same again, but for the highest frequency of an even number of samples.
            double power = waves[k].Magnitude * waves[k].Magnitude * (2 * k == waves.Length ? 1 : 2);
            all += power;
            (most, peak) = power > most ? (power, k) : (most, peak);
        }

        // Rounding leaves traces of what is constant.
        return all <= 1e-9 * samples.Length ? (0, 0) : (most / all, 1.0 / peak);
    }
}
