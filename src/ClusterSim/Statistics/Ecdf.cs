using System.Collections.Immutable;

namespace ClusterSim.Statistics;

/// <summary>Empirical distribution functions, thinned for drawing.</summary>
public static class Ecdf
{
    /// <summary>
    /// The steps of the empirical distribution function of a sample. Equal values make one step. When there are too
    /// many, only steps that rise visibly above the one kept before are returned, the first and the last always; each
    /// is exact.
    /// </summary>
    /// <param name="values">The sample; any order, no NaN.</param>
    /// <param name="maxPoints">Most points to return, at least 2.</param>
    /// <returns>Points by ascending value and share, the last with share 1; empty for an empty sample.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPoints"/> is less than 2.</exception>
    public static ImmutableArray<EcdfPoint> Points(ReadOnlySpan<double> values, int maxPoints = 400)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        List<EcdfPoint> steps = [];
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == sorted.Length - 1 || sorted[i + 1] != sorted[i])
            {
                steps.Add(new EcdfPoint(sorted[i], (i + 1.0) / sorted.Length));
            }
        }

        return steps.Count <= maxPoints ? [.. steps] : Thin(steps, maxPoints);
    }

    private static ImmutableArray<EcdfPoint> Thin(List<EcdfPoint> steps, int maxPoints)
    {
        // Every kept step lies at least one stride above the one before it, so there cannot be more than maxPoints.
        double stride = 1.0 / (maxPoints - 1);
        List<EcdfPoint> kept = [steps[0]];
        for (int i = 1; i < steps.Count - 1; i++)
        {
            if (steps[i].Share >= kept[^1].Share + stride)
            {
                kept.Add(steps[i]);
            }
        }

        return [.. kept, steps[^1]];
    }
}
