namespace ClusterSim.Statistics;

/// <summary>
/// Least squares with coefficients of 0 or more, for a few coefficients: the best of all choices of which are 0, so
/// exact (Lawson and Hanson, "Solving Least Squares Problems", 1974, chapter 23, states what the best must satisfy).
/// </summary>
internal static class NonNegativeLeastSquares
{
    private const int Most = 5;

    /// <summary>The coefficients for which rows times coefficients come nearest to the targets.</summary>
    /// <param name="rows">Rows of as many values as there are coefficients, one after the other.</param>
    /// <param name="targets">A target for each row.</param>
    /// <param name="weights">A weight for each row; empty for 1 each.</param>
    /// <param name="coefficients">Receives the coefficients, 1 to 5.</param>
    /// <returns>The weighted sum of squares.</returns>
    public static double Solve(
        ReadOnlySpan<double> rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights,
        Span<double> coefficients)
    {
        int n = coefficients.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, Most);
        Span<double> found = stackalloc double[n];
        double best = double.PositiveInfinity;
        for (int chosen = 0; chosen < 1 << n; chosen++)
        {
            if (SolveFor(chosen, rows, targets, weights, found))
            {
                double squares = Squares(rows, targets, weights, found);
                if (squares < best)
                {
                    best = squares;
                    found.CopyTo(coefficients);
                }
            }
        }

        return best;
    }

    private static double Squares(
        ReadOnlySpan<double> rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, ReadOnlySpan<double> x)
    {
        double squares = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double error = -targets[row];
            for (int k = 0; k < x.Length; k++)
            {
                error += rows[(row * x.Length) + k] * x[k];
            }

            squares += (weights.IsEmpty ? 1 : weights[row]) * error * error;
        }

        return squares;
    }

    // The normal equations of the chosen coefficients by elimination; false when they have no answer of 0 or more.
    private static bool SolveFor(
        int chosen, ReadOnlySpan<double> rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights,
        Span<double> x)
    {
        int n = x.Length;
        Span<double> normal = stackalloc double[n * (n + 1)];
        SetNormal(chosen, rows, targets, weights, normal, n);
        Span<double> diagonal = stackalloc double[n];
        for (int k = 0; k < n; k++)
        {
            diagonal[k] = normal[(k * (n + 1)) + k];
        }

        x.Clear();
        for (int pivot = 0; pivot < n; pivot++)
        {
            double size = normal[(pivot * (n + 1)) + pivot];
            if ((chosen >> pivot & 1) == 0)
            {
                continue;
            }

            if (!(size > 1e-12 * diagonal[pivot]))
            {
                return false;
            }

            for (int row = 0; row < n; row++)
            {
                double factor = row == pivot ? 0 : normal[(row * (n + 1)) + pivot] / size;
                for (int k = 0; k <= n && factor != 0; k++)
                {
                    normal[(row * (n + 1)) + k] -= factor * normal[(pivot * (n + 1)) + k];
                }
            }
        }

        bool good = true;
        for (int k = 0; k < n; k++)
        {
            x[k] = (chosen >> k & 1) == 0 ? 0 : normal[(k * (n + 1)) + n] / normal[(k * (n + 1)) + k];
            good &= x[k] >= 0 && double.IsFinite(x[k]);
        }

        return good;
    }

    private static void SetNormal(
        int chosen, ReadOnlySpan<double> rows, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights,
        Span<double> normal, int n)
    {
        normal.Clear();
        for (int row = 0; row < targets.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            for (int i = 0; i < n; i++)
            {
                double left = (chosen >> i & 1) == 0 ? 0 : weight * rows[(row * n) + i];
                for (int j = 0; j < n; j++)
                {
                    normal[(i * (n + 1)) + j] += (chosen >> j & 1) == 0 ? 0 : left * rows[(row * n) + j];
                }

                normal[(i * (n + 1)) + n] += left * targets[row];
            }
        }
    }
}
