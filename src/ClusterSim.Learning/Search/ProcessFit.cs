using System.Collections.Immutable;

namespace ClusterSim.Learning.Search;

/// <summary>
/// Finds the parameters of a <see cref="GaussianProcess"/> under which what was observed is most likely, by a compass
/// search over their logarithms from several starts (Kolda, Lewis and Torczon, SIAM Review 45, 2003).
/// </summary>
/// <remarks>The values are expected to have mean 0 and variance 1, the points to lie in the unit cube.</remarks>
internal static class ProcessFit
{
    public const double LeastLength = 0.05, MostLength = 10;
    public const double LeastSignal = 0.05, MostSignal = 20;
    public const double LeastNoise = 1e-6, MostNoise = 1;

    private const double FirstStep = 1, LastStep = 0.05;

    private static readonly ImmutableArray<(double Length, double Noise)> s_starts =
        [(0.3, 1e-3), (1, 1e-2), (3, 1e-1)];

    /// <summary>The most likely parameters within the bounds.</summary>
    public static ProcessParameters Find(IReadOnlyList<double[]> points, IReadOnlyList<double> values)
    {
        (double[] Logarithms, double Likelihood) best = ([], double.NegativeInfinity);
        foreach ((double length, double noise) in s_starts)
        {
            double[] start =
            [
                0, Math.Log(noise), .. Enumerable.Repeat(Math.Log(length), points[0].Length),
            ];
            var found = Climb(start, parameters => new GaussianProcess(points, values, parameters)
                .LogMarginalLikelihood);
            best = found.Likelihood > best.Likelihood ? found : best;
        }

        return Of(best.Logarithms);
    }

    private static (double[] Logarithms, double Likelihood) Climb(
        double[] at, Func<ProcessParameters, double> likelihood)
    {
        double height = likelihood(Of(at));
        for (double step = FirstStep; step >= LastStep;)
        {
            bool climbed = false;
            for (int direction = 0; direction < 2 * at.Length; direction++)
            {
                double[] next = [.. at];
                next[direction / 2] = Bounded(direction / 2, at[direction / 2] + (direction % 2 == 0 ? step : -step));
                double there = likelihood(Of(next));
                if (there > height + 1e-9)
                {
                    (at, height, climbed) = (next, there, true);
                }
            }

            step = climbed ? step : step / 2;
        }

        return (at, height);
    }

    private static double Bounded(int index, double logarithm) => index switch
    {
        0 => Math.Clamp(logarithm, Math.Log(LeastSignal), Math.Log(MostSignal)),
        1 => Math.Clamp(logarithm, Math.Log(LeastNoise), Math.Log(MostNoise)),
        _ => Math.Clamp(logarithm, Math.Log(LeastLength), Math.Log(MostLength)),
    };

    private static ProcessParameters Of(double[] logarithms) => new(
        Math.Exp(logarithms[0]), Math.Exp(logarithms[1]), [.. logarithms[2..].Select(Math.Exp)]);
}
