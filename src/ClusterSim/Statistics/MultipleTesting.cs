namespace ClusterSim.Statistics;

/// <summary>Corrections for testing many hypotheses at once.</summary>
public static class MultipleTesting
{
    /// <summary>
    /// Adjusted p values by Holm's step-down method (Scandinavian Journal of Statistics 6, 1979): rejecting where they
    /// are at most alpha keeps the chance of any false rejection at most alpha, whatever the dependence.
    /// </summary>
    /// <param name="pValues">p values, 0 to 1.</param>
    /// <returns>Adjusted p values in the same order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not from 0 to 1.</exception>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        int[] order = Ascending(pValues);
        double[] adjusted = new double[order.Length];
        double greatest = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = greatest;
        }

        return adjusted;
    }

    /// <summary>
    /// Adjusted p values by the step-up method of Benjamini and Hochberg (Journal of the Royal Statistical Society B
    /// 57, 1995): rejecting where they are at most q keeps the expected share of false ones among the rejections at
    /// most q when the tests are independent or positively dependent.
    /// </summary>
    /// <param name="pValues">p values, 0 to 1.</param>
    /// <returns>Adjusted p values in the same order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not from 0 to 1.</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues) => StepUp(pValues, 1);

    /// <summary>
    /// As <see cref="BenjaminiHochberg"/>, but valid whatever the dependence, at the price of the factor 1 + 1/2 + ...
    /// + 1/n (Benjamini, Yekutieli, Annals of Statistics 29, 2001).
    /// </summary>
    /// <param name="pValues">p values, 0 to 1.</param>
    /// <returns>Adjusted p values in the same order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is not from 0 to 1.</exception>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> pValues)
    {
        double harmonic = 0;
        for (int i = pValues.Length; i >= 1; i--)
        {
            harmonic += 1.0 / i;
        }

        return StepUp(pValues, harmonic);
    }

    private static double[] StepUp(ReadOnlySpan<double> pValues, double factor)
    {
        int[] order = Ascending(pValues);
        double[] adjusted = new double[order.Length];
        double least = 1;
        for (int rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, factor * order.Length / rank * pValues[order[rank - 1]]);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }

    private static int[] Ascending(ReadOnlySpan<double> pValues)
    {
        int[] order = new int[pValues.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = pValues[i] is >= 0 and <= 1
                ? i
                : throw new ArgumentOutOfRangeException(nameof(pValues), pValues[i], "Expected p values from 0 to 1.");
        }

        Array.Sort(pValues.ToArray(), order);
        return order;
    }
}
