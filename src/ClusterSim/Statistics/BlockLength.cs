namespace ClusterSim.Statistics;

/// <summary>
/// Length of the blocks of a circular block bootstrap, chosen from the autocorrelation of the series (Politis and
/// White, Econometric Reviews 23, 2004, with the correction of Patton, Politis and White, Econometric Reviews 28,
/// 2009).
/// </summary>
public static class BlockLength
{
    // Politis and White's recommended constants: 2 standard errors, at least five insignificant lags in a row.
    private const double Significance = 2;
    private const int QuietLags = 5;

    /// <summary>The length that makes the variance of a resampled mean most accurate.</summary>
    /// <param name="series">The series in its order.</param>
    /// <returns>1 or more, at most 3 sqrt(n) and n / 3; 1 for a constant series or one of fewer than 6
    /// values.</returns>
    public static double Select(ReadOnlySpan<double> series)
    {
        int n = series.Length;
        if (n < 6)
        {
            return 1;
        }

        double[] centred = Centred(series);
        double variance = Autocovariance(centred, 0);
        if (variance == 0)
        {
            return 1;
        }

        int bandwidth = Bandwidth(centred, variance);
        double spectrum = variance, slope = 0;
        for (int lag = 1; lag <= bandwidth; lag++)
        {
            double share = (double)lag / bandwidth, weight = share <= 0.5 ? 1 : 2 * (1 - share);
            double covariance = Autocovariance(centred, lag);
            spectrum += 2 * weight * covariance;
            slope += 2 * weight * lag * covariance;
        }

        double length = Math.Cbrt(2 * slope * slope / (4.0 / 3 * spectrum * spectrum) * n);
        double longest = Math.Ceiling(Math.Min(3 * Math.Sqrt(n), n / 3.0));
        return double.IsFinite(length) ? Math.Clamp(length, 1, longest) : longest;
    }

    // Twice the lag after which the next autocorrelations are all insignificant.
    private static int Bandwidth(double[] centred, double variance)
    {
        double n = centred.Length, logN = Math.Log10(n);
        int quiet = Math.Max(QuietLags, (int)Math.Ceiling(Math.Sqrt(logN)));
        int most = Math.Min((int)Math.Ceiling(Math.Sqrt(n)) + quiet, centred.Length - 1);
        double threshold = Significance * Math.Sqrt(logN / n) * variance;
        int run = 0, lastSignificant = 0;
        for (int lag = 1; lag <= most && run < quiet; lag++)
        {
            bool significant = Math.Abs(Autocovariance(centred, lag)) >= threshold;
            (run, lastSignificant) = significant ? (0, lag) : (run + 1, lastSignificant);
        }

        return Math.Min(2 * Math.Max(lastSignificant, 1), most);
    }

    private static double[] Centred(ReadOnlySpan<double> series)
    {
        double mean = Moments.Mean(series);
        double[] centred = series.ToArray();
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] -= mean;
        }

        return centred;
    }

    private static double Autocovariance(double[] centred, int lag)
    {
        double sum = 0;
        for (int i = lag; i < centred.Length; i++)
        {
            sum += centred[i] * centred[i - lag];
        }

        return sum / centred.Length;
    }
}
