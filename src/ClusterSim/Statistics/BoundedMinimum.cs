namespace ClusterSim.Statistics;

/// <summary>
/// Minimum of a smooth function of a few variables between bounds: a quasi-Newton method (BFGS) on the variables that
/// are free to move, projected onto the bounds (Bertsekas, "Projected Newton Methods", SIAM J. Control Optim. 20,
/// 1982). It allocates nothing, so that thousands of small fits cost little.
/// </summary>
internal static class BoundedMinimum
{
    private const int MaxIterations = 200, MaxHalvings = 30;
    private const double GradientTolerance = 1e-5, ValueTolerance = 2.2e-9, Sufficient = 1e-4;
    private const double ShortestLength = 1.0 / 16;

    /// <summary>The value at a point, and its gradient there.</summary>
    public delegate double Function(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Moves <paramref name="x"/>, which lies between the bounds, to a local minimum.</summary>
    /// <returns>The value there.</returns>
    public static double Find(
        Function function, Span<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        int n = x.Length;
        Span<double> gradient = stackalloc double[n], step = stackalloc double[n], next = stackalloc double[n];
        Span<double> nextGradient = stackalloc double[n], inverse = stackalloc double[n * n];
        Span<bool> free = stackalloc bool[n];
        double value = function(x, gradient);
        bool fresh = true;
        SetToScale(inverse, x, lower, upper, gradient);
        for (int iteration = 0; iteration < MaxIterations && FindFree(x, lower, upper, gradient, free); iteration++)
        {
            Direct(inverse, gradient, free, step);
            double found = Search(
                function, x, lower, upper, gradient, step, value, next, nextGradient, out double length);
            bool gains = value - found > ValueTolerance * Math.Max(Math.Max(Math.Abs(value), Math.Abs(found)), 1);
            if (!double.IsNaN(found))
            {
                if (length < ShortestLength)
                {
                    // Along a bent valley the curvature behind says nothing of that ahead.
                    SetToScale(inverse, next, lower, upper, nextGradient);
                }
                else
                {
                    Update(inverse, x, next, gradient, nextGradient);
                }

                next.CopyTo(x);
                nextGradient.CopyTo(gradient);
                value = found;
            }

            if (!gains)
            {
                // What was learned about the curvature may be stale: the minimum is one only for a fresh start, too.
                if (fresh)
                {
                    break;
                }

                SetToScale(inverse, x, lower, upper, gradient);
            }

            fresh = !gains;
        }

        return value;
    }

    // A variable at a bound that the gradient pushes it against cannot move. False when none would gain by moving.
    private static bool FindFree(
        ReadOnlySpan<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, ReadOnlySpan<double> gradient,
        Span<bool> free)
    {
        bool any = false;
        for (int i = 0; i < x.Length; i++)
        {
            free[i] = gradient[i] > 0 ? x[i] > lower[i] : x[i] < upper[i];
            double gain = Math.Abs(Math.Clamp(x[i] - gradient[i], lower[i], upper[i]) - x[i]);
            any |= gain > GradientTolerance;
        }

        return any;
    }

    private static void Direct(
        ReadOnlySpan<double> inverse, ReadOnlySpan<double> gradient, ReadOnlySpan<bool> free, Span<double> step)
    {
        int n = gradient.Length;
        double slope = 0;
        for (int i = 0; i < n; i++)
        {
            step[i] = 0;
            for (int j = 0; free[i] && j < n; j++)
            {
                step[i] -= free[j] ? inverse[(i * n) + j] * gradient[j] : 0;
            }

            slope += step[i] * gradient[i];
        }

        for (int i = 0; slope >= 0 && i < n; i++)
        {
            step[i] = free[i] ? -gradient[i] : 0;
        }
    }

    // The first point along the projected step that is enough lower; NaN when there is none.
    private static double Search(
        Function function, ReadOnlySpan<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper,
        ReadOnlySpan<double> gradient, ReadOnlySpan<double> step, double value, Span<double> next,
        Span<double> nextGradient, out double length)
    {
        length = 1;
        for (int halving = 0; halving < MaxHalvings; halving++, length /= 2)
        {
            double expected = 0;
            for (int i = 0; i < x.Length; i++)
            {
                next[i] = Math.Clamp(x[i] + (length * step[i]), lower[i], upper[i]);
                expected += gradient[i] * (next[i] - x[i]);
            }

            double found = function(next, nextGradient);
            if (expected < 0 && found <= value + (Sufficient * expected))
            {
                return found;
            }
        }

        return double.NaN;
    }

    private static void Update(
        Span<double> inverse, ReadOnlySpan<double> x, ReadOnlySpan<double> next, ReadOnlySpan<double> gradient,
        ReadOnlySpan<double> nextGradient)
    {
        int n = x.Length;
        Span<double> moved = stackalloc double[n], turned = stackalloc double[n], applied = stackalloc double[n];
        double along = 0, squared = 0;
        for (int i = 0; i < n; i++)
        {
            (moved[i], turned[i]) = (next[i] - x[i], nextGradient[i] - gradient[i]);
            along += moved[i] * turned[i];
            squared += turned[i] * turned[i];
        }

        if (along <= 1e-12 * Math.Sqrt(squared) * Length(moved))
        {
            // It curves downwards here: go farther next time.
            foreach (ref double element in inverse)
            {
                element *= 4;
            }

            return;
        }

        double curvature = 0;
        for (int i = 0; i < n; i++)
        {
            applied[i] = 0;
            for (int j = 0; j < n; j++)
            {
                applied[i] += inverse[(i * n) + j] * turned[j];
            }

            curvature += turned[i] * applied[i];
        }

        double factor = (1 + (curvature / along)) / along;
        for (int i = 0; i < n * n; i++)
        {
            (int row, int column) = (i / n, i % n);
            inverse[i] += (factor * moved[row] * moved[column])
                - (((applied[row] * moved[column]) + (moved[row] * applied[column])) / along);
        }
    }

    // Each variable in proportion to itself, and a first step of a tenth.
    private static void SetToScale(
        Span<double> matrix, ReadOnlySpan<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper,
        ReadOnlySpan<double> gradient)
    {
        const double least = 1e-3, share = 0.1;
        matrix.Clear();
        double squares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double scale = Math.Max(Math.Abs(x[i]), least);
            matrix[(i * x.Length) + i] = scale * scale;
            bool moves = gradient[i] > 0 ? x[i] > lower[i] : x[i] < upper[i];
            squares += moves ? scale * scale * gradient[i] * gradient[i] : 0;
        }

        double factor = share / Math.Max(Math.Sqrt(squares), share);
        foreach (ref double element in matrix)
        {
            element *= factor;
        }
    }

    private static double Length(ReadOnlySpan<double> vector)
    {
        double squares = 0;
        foreach (double part in vector)
        {
            squares += part * part;
        }

        return Math.Sqrt(squares);
    }
}
