using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace ClusterSim.Statistics;

/// <summary>Intervals for shares and rates that were counted.</summary>
public static class CountIntervals
{
    /// <summary>
    /// Share of successes with the score interval of Wilson (JASA 22, 1927), which holds its level for small numbers
    /// and for shares near 0 and 1, too.
    /// </summary>
    /// <param name="successes">Successes, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials; 1 or more.</param>
    /// <param name="level">Confidence level, above 0, below 1; usually 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ConfidenceInterval Wilson(long successes, long trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Check(level);
        double z = Math.Sqrt(2) * SpecialFunctions.ErfInv(level), share = (double)successes / trials;
        double centre = (share + (z * z / (2 * trials))) / (1 + (z * z / trials));
        double half = z / (1 + (z * z / trials))
            * Math.Sqrt((share * (1 - share) / trials) + (z * z / (4.0 * trials * trials)));
        return new ConfidenceInterval(
            share, successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }

    /// <summary>
    /// Rate of events with the exact interval of Garwood (Biometrika 28, 1936) for Poisson counts: half quantiles of
    /// chi-squared with 2 n and 2 n + 2 degrees of freedom, over the exposure.
    /// </summary>
    /// <param name="events">Number of events; 0 or more.</param>
    /// <param name="exposure">What they were counted over, e.g. days; above 0.</param>
    /// <param name="level">Confidence level, above 0, below 1; usually 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static ConfidenceInterval Poisson(long events, double exposure, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(exposure, 0);
        Check(level);
        double tail = (1 - level) / 2;
        double low = events == 0 ? 0 : Gamma.InvCDF(events, 1, tail);
        double high = Gamma.InvCDF(events + 1, 1, 1 - tail);
        return new ConfidenceInterval(events / exposure, low / exposure, high / exposure);
    }

    private static void Check(double level)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "expected more than 0 and less than 1.");
        }
    }
}
