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
        int[] order = new int[pValues.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = pValues[i] is >= 0 and <= 1
                ? i
                : throw new ArgumentOutOfRangeException(nameof(pValues), pValues[i], "Expected p values from 0 to 1.");
        }

        double[] adjusted = pValues.ToArray();
        Array.Sort(pValues.ToArray(), order);
        double greatest = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            greatest = Math.Max(greatest, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = greatest;
        }

        return adjusted;
    }
}
