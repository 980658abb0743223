namespace ClusterSim.Statistics;

/// <summary>How unequally something is spread over people.</summary>
public static class Inequality
{
    /// <summary>
    /// Jain's fairness index (sum x)^2 / (n sum x^2) (Jain, Chiu and Hawe, DEC TR-301, 1984): 1 when all have the same,
    /// 1/n when one has everything.
    /// </summary>
    /// <param name="values">Amounts, 0 or more.</param>
    /// <returns>1/n to 1; 1 when all amounts are zero; <see cref="double.NaN"/> for an empty sample.</returns>
    public static double Jain(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        CompensatedSum sum = default, squares = default;
        foreach (double value in values)
        {
            sum.Add(value);
            squares.Add(value * value);
        }

        return squares.Value == 0 ? 1 : sum.Value * sum.Value / (values.Length * squares.Value);
    }

    /// <summary>
    /// Gini coefficient, sum over i of (2 i - n - 1) x(i) / (n sum x) with x ascending and i from 1: 0 when all have
    /// the same, (n - 1)/n when one has everything.
    /// </summary>
    /// <param name="values">Amounts, 0 or more; any order.</param>
    /// <returns>0 to (n - 1)/n; 0 when all amounts are zero; <see cref="double.NaN"/> for an empty sample.</returns>
    public static double Gini(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        CompensatedSum weighted = default, sum = default;
        for (int i = 0; i < sorted.Length; i++)
        {
            weighted.Add(((2.0 * i) + 1 - sorted.Length) * sorted[i]);
            sum.Add(sorted[i]);
        }

        return sum.Value == 0 ? 0 : weighted.Value / (sorted.Length * sum.Value);
    }
}
