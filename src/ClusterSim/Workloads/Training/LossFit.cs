using ClusterSim.Statistics;

namespace ClusterSim.Workloads.Training;

/// <summary>
/// Fits 1 / (slope x epochs + start) + floor to observed losses, all three 0 or more (Peng et al., "Optimus", EuroSys
/// 2018, section 3.1). Observations count the more the later they are: those of the second third 16 times those of the
/// first, those of the last third 256 times (pengyanghua/optimus, scheduler/estimator.py: a quarter of the deviation).
/// </summary>
internal static class LossFit
{
    /// <summary>Losses that there must be.</summary>
    public const int Least = 3;

    private const int Thirds = 3, Floors = 20;
    private const double PerThird = 16;

    /// <summary>The curve.</summary>
    /// <param name="losses">Losses after 1, 2, 3 and so on epochs.</param>
    public static LossCurve Of(IReadOnlyList<double> losses)
    {
        double[] weights = [.. losses.Select((_, i) =>
            Math.Pow(PerThird, (int)(i / Math.Ceiling(losses.Count / (double)Thirds))))];
        Span<double> best = [1, 1, 0], x = stackalloc double[3], unused = stackalloc double[3];
        double least = double.PositiveInfinity, lowest = losses.Min();
        for (int i = 0; i < Floors; i++)
        {
            // With the floor given, one over the rest is linear in the epochs.
            x[2] = lowest * i / Floors;
            Linear(losses, weights, x);
            double squares = Squares(losses, weights, x, unused);
            if (squares < least)
            {
                least = squares;
                x.CopyTo(best);
            }
        }

        // In units of what the grid left over, so that the last gains count, too.
        double[] scaled = [.. weights.Select(weight => weight / Math.Max(least, 1e-18))];
        BoundedMinimum.Find(
            (point, gradient) => Squares(losses, scaled, point, gradient), best, [0, 1e-9, 0],
            [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity]);
        return new LossCurve(best[0], best[1], best[2]);
    }

    private static void Linear(IReadOnlyList<double> losses, double[] weights, Span<double> x)
    {
        double[] rows = new double[2 * losses.Count], targets = new double[losses.Count];
        double[] linear = new double[losses.Count];
        for (int i = 0; i < losses.Count; i++)
        {
            double rest = losses[i] - x[2];
            (rows[2 * i], rows[(2 * i) + 1], targets[i]) = (i + 1, 1, 1 / rest);
            // An error of 1/rest counts as the error of the rest that it makes.
            linear[i] = weights[i] * rest * rest * rest * rest;
        }

        NonNegativeLeastSquares.Solve(rows, targets, linear, x[..2]);
        x[1] = Math.Max(x[1], 1e-9);
    }

    // The weighted squares, and their gradient.
    private static double Squares(
        IReadOnlyList<double> losses, double[] weights, ReadOnlySpan<double> x, Span<double> gradient)
    {
        double sum = 0;
        gradient.Clear();
        for (int i = 0; i < losses.Count; i++)
        {
            double rest = 1 / ((x[0] * (i + 1)) + x[1]);
            double error = rest + x[2] - losses[i], factor = 2 * weights[i] * error;
            sum += weights[i] * error * error;
            gradient[0] -= factor * rest * rest * (i + 1);
            gradient[1] -= factor * rest * rest;
            gradient[2] += factor;
        }

        return sum;
    }
}
