using MathNet.Numerics;

namespace ClusterSim.Statistics;

/// <summary>Exact one-sided tests of how often something happens.</summary>
public static class RateTest
{
    /// <summary>
    /// Chance of at least so many successes in independent trials of one probability: the upper tail of the binomial
    /// distribution, as regularized incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17.5).
    /// </summary>
    /// <param name="successes">Successes; 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials; 0 or more.</param>
    /// <param name="probability">Probability of a success under the null hypothesis, 0 to 1.</param>
    /// <returns>The p value for "more often than that", 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double AtLeast(long successes, long trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Expected 0 to {trials}.");
        }

        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Expected 0 to 1.");
        }

        return successes == 0
            ? 1
            : probability is 0 or 1
                ? probability
                : SpecialFunctions.BetaRegularized(successes, trials - successes + 1, probability);
    }

    /// <summary>
    /// Tests whether events come at a higher rate here than elsewhere. Given all events of two Poisson processes of one
    /// rate, each falls here with the share of the exposure (Przyborowski, Wilenski, Biometrika 31, 1940).
    /// </summary>
    /// <param name="events">Events here; 0 or more.</param>
    /// <param name="exposure">Exposure here, e.g. job-hours; 0 or more.</param>
    /// <param name="otherEvents">Events elsewhere; 0 or more.</param>
    /// <param name="otherExposure">Exposure elsewhere in the same unit; 0 or more.</param>
    /// <returns>The p value for a higher rate here, 0 to 1; 1 when there is no exposure elsewhere.</returns>
    public static double HigherRate(long events, double exposure, long otherEvents, double otherExposure) =>
        otherExposure > 0 ? AtLeast(events, events + otherEvents, exposure / (exposure + otherExposure)) : 1;

    /// <summary>
    /// Tests whether a larger share of trials has an outcome here than elsewhere: Fisher's exact test, one-sided
    /// (Fisher, Statistical Methods for Research Workers, 1934, section 21.02).
    /// </summary>
    /// <param name="hits">Trials here with the outcome; 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials here; 0 or more.</param>
    /// <param name="otherHits">Trials elsewhere with the outcome; 0 to <paramref name="otherTrials"/>.</param>
    /// <param name="otherTrials">Trials elsewhere; 0 or more.</param>
    /// <returns>The p value for a larger share here, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More outcomes than trials, or fewer than none.</exception>
    public static double HigherShare(int hits, int trials, int otherHits, int otherTrials)
    {
        if (hits < 0 || hits > trials || otherHits < 0 || otherHits > otherTrials)
        {
            throw new ArgumentOutOfRangeException(
                nameof(hits), $"{hits} of {trials}, {otherHits} of {otherTrials}", "Expected 0 to all trials.");
        }

        int all = hits + otherHits;
        double choices = SpecialFunctions.BinomialLn(trials + otherTrials, all), tail = 0;
        for (int count = hits; count <= Math.Min(trials, all); count++)
        {
            tail += all - count > otherTrials
                ? 0
                : Math.Exp(SpecialFunctions.BinomialLn(trials, count)
                    + SpecialFunctions.BinomialLn(otherTrials, all - count) - choices);
        }

        return Math.Min(1, tail);
    }
}
