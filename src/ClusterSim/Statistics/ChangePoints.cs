using System.Collections.Immutable;

namespace ClusterSim.Statistics;

/// <summary>
/// Moments at which the mean of a series changes, found after the fact. The cost of a segment is the sum of squared
/// distances from its mean (Gaussian noise of one variance). A change point is the index of the first value of the new
/// level.
/// </summary>
public static class ChangePoints
{
    /// <summary>
    /// The segmentation with the smallest sum of costs plus one penalty for each change, exactly, in time linear in the
    /// number of values when changes are spread over the series: PELT (Killick, Fearnhead, Eckley, Journal of the
    /// American Statistical Association 107, 2012). A start that can no longer be best is dropped only when the
    /// shortest segment fits behind it, so that the result stays exact for every <paramref name="minSize"/>.
    /// </summary>
    /// <param name="values">The series; finite.</param>
    /// <param name="penalty">Price of a change, in squares of the unit of the values; see <see
    /// cref="Penalty"/>.</param>
    /// <param name="minSize">Fewest values of a segment; default 1.</param>
    /// <returns>The change points, ascending; empty when the series is shorter than two segments.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is negative or NaN, or the size below 1.</exception>
    public static ImmutableArray<int> Pelt(ReadOnlySpan<double> values, double penalty, int minSize = 1)
    {
        Check(penalty >= 0, penalty, nameof(penalty), "0 or more");
        Check(minSize >= 1, minSize, nameof(minSize), "1 or more");
        return new PeltSearch(new SegmentCost(values), penalty, minSize).Run();
    }

    /// <summary>
    /// Splits the segment that gains most, again and again, until no split gains more than the penalty: binary
    /// segmentation (Scott, Knott, Biometrics 30, 1974). Fast and greedy; <see cref="Pelt"/> is never worse.
    /// </summary>
    /// <param name="values">The series; finite.</param>
    /// <param name="penalty">Least gain of a split, in squares of the unit of the values.</param>
    /// <param name="minSize">Fewest values of a segment; default 1.</param>
    /// <returns>The change points, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is negative or NaN, or the size below 1.</exception>
    public static ImmutableArray<int> BinarySegmentation(
        ReadOnlySpan<double> values, double penalty, int minSize = 1)
    {
        Check(penalty >= 0, penalty, nameof(penalty), "0 or more");
        Check(minSize >= 1, minSize, nameof(minSize), "1 or more");
        SegmentCost cost = new(values);
        List<int> changes = [];
        // Whole numbers give gains that equal the penalty; rounding must not turn those into changes.
        double least = penalty * (1 + 1e-12);
        PriorityQueue<(int Start, int Split, int End), (double, int)> splits = new();
        Offer(0, cost.Length);
        while (splits.TryDequeue(out var best, out (double Loss, int) order) && -order.Loss > least)
        {
            changes.Add(best.Split);
            Offer(best.Start, best.Split);
            Offer(best.Split, best.End);
        }

        changes.Sort();
        return [.. changes];

        void Offer(int start, int end)
        {
            (int split, double gain) = BestSplit(cost, start, end, minSize);
            if (split > start)
            {
                splits.Enqueue((start, split, end), (-gain, start));
            }
        }
    }

    /// <summary>
    /// The segmentation with a given number of changes and the smallest sum of costs, by dynamic programming over all
    /// of them (Bellman, Communications of the ACM 4, 1961): quadratic in the number of values.
    /// </summary>
    /// <param name="values">The series; finite.</param>
    /// <param name="count">Number of changes; 0 or more.</param>
    /// <param name="minSize">Fewest values of a segment; default 1.</param>
    /// <returns>The change points, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The series is too short for so many segments.</exception>
    public static ImmutableArray<int> Optimal(ReadOnlySpan<double> values, int count, int minSize = 1)
    {
        Check(minSize >= 1, minSize, nameof(minSize), "1 or more");
        bool fits = count >= 0 && (count + 1L) * minSize <= values.Length;
        Check(fits, count, nameof(count), "segments that fit into the series");
        SegmentCost cost = new(values);
        int n = values.Length;
        double[] best = new double[n + 1];
        int[,] from = new int[count + 1, n + 1];
        for (int end = 0; end <= n; end++)
        {
            best[end] = end >= minSize ? cost.Of(0, end) : double.PositiveInfinity;
        }

        for (int changes = 1; changes <= count; changes++)
        {
            best = AddChange(cost, best, from, changes, minSize);
        }

        int[] found = new int[count];
        for (int changes = count, end = n; changes > 0; changes--)
        {
            found[changes - 1] = end = from[changes, end];
        }

        return [.. found];
    }

    /// <summary>
    /// Penalty 2 s^2 ln n (Yao, Statistics and Probability Letters 6, 1988), s being the noise about the levels,
    /// estimated from the median size of the steps from value to value, which single changes do not move: median of
    /// |x[i+1] - x[i]| / (0.6745 sqrt 2).
    /// </summary>
    /// <param name="values">The series; finite.</param>
    /// <returns>The penalty, in squares of the unit of the values; 0 for fewer than two values.</returns>
    public static double Penalty(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        double[] steps = new double[values.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = Math.Abs(values[i + 1] - values[i]);
        }

        double deviation = Quantiles.Median(steps) / (0.6744897501960817 * Math.Sqrt(2));
        return 2 * deviation * deviation * Math.Log(values.Length);
    }

    private static (int Split, double Gain) BestSplit(SegmentCost cost, int start, int end, int minSize)
    {
        double whole = end > start ? cost.Of(start, end) : 0, best = double.NegativeInfinity;
        int found = -1;
        for (int split = start + minSize; split <= end - minSize; split++)
        {
            double gain = whole - cost.Of(start, split) - cost.Of(split, end);
            if (gain >= best)
            {
                (best, found) = (gain, split);
            }
        }

        return (found, best);
    }

    private static double[] AddChange(SegmentCost cost, double[] before, int[,] from, int changes, int minSize)
    {
        double[] best = new double[before.Length];
        Array.Fill(best, double.PositiveInfinity);
        for (int end = (changes + 1) * minSize; end < best.Length; end++)
        {
            for (int split = changes * minSize; split <= end - minSize; split++)
            {
                double total = before[split] + cost.Of(split, end);
                if (total < best[end])
                {
                    (best[end], from[changes, end]) = (total, split);
                }
            }
        }

        return best;
    }

    private static void Check<T>(bool holds, T value, string name, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"Expected {expected}.");
        }
    }
}
