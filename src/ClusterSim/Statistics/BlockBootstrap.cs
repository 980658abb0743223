using ClusterSim.Randomness;

namespace ClusterSim.Statistics;

/// <summary>
/// Paired circular block bootstrap (Politis and Romano, 1992) for long series: means and ratios of sums cost the number
/// of blocks per resample, quantiles one walk over the sorted values. Every call sees the same resamples.
/// </summary>
internal sealed class BlockBootstrap(BlockPlan plan, BootstrapOptions options, long seed, string stream)
{
    /// <summary>
    /// Most values that a resampled quantile looks at. Of more, every k-th is taken: that makes the interval a little
    /// wider, never narrower. The estimate itself always comes from all values.
    /// </summary>
    public const int MaxQuantileValues = 32_768;

    /// <summary>
    /// Sum of numerators over sum of denominators, second against first sample. With denominators of 1: the mean.
    /// </summary>
    /// <returns><c>null</c> when a resample leaves nothing to divide by.</returns>
    public PairedInterval? RatioOfSums(
        ReadOnlySpan<double> numerator1, ReadOnlySpan<double> denominator1,
        ReadOnlySpan<double> numerator2, ReadOnlySpan<double> denominator2)
    {
        double[][] sums = [Cumulate(numerator1), Cumulate(denominator1), Cumulate(numerator2), Cumulate(denominator2)];
        double[] first = new double[options.Resamples], second = new double[options.Resamples], totals = new double[4];
        RandomStream random = new(seed, stream);
        for (int r = 0; r < options.Resamples; r++)
        {
            Array.Clear(totals);
            for (int left = plan.Cells; left > 0; left -= plan.BlockLength)
            {
                int start = random.NextInt(plan.Cells), end = start + Math.Min(plan.BlockLength, left);
                for (int k = 0; k < totals.Length; k++)
                {
                    totals[k] += sums[k][end] - sums[k][start];
                }
            }

            if (totals[1] <= 0 || totals[3] <= 0)
            {
                return null;
            }

            (first[r], second[r]) = (totals[0] / totals[1], totals[2] / totals[3]);
        }

        double estimate1 = CompensatedSum.Of(numerator1) / CompensatedSum.Of(denominator1);
        double estimate2 = CompensatedSum.Of(numerator2) / CompensatedSum.Of(denominator2);
        return Summarise(first, second, (estimate1, estimate2), (estimate1, estimate2));
    }

    /// <summary>Mean of the second against that of the first sample.</summary>
    public PairedInterval Mean(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] ones = new double[first.Length];
        Array.Fill(ones, 1);
        return RatioOfSums(first, ones, second, ones)!.Value;
    }

    /// <summary>Quantiles (see <see cref="Quantiles"/>) of the second against those of the first sample.</summary>
    /// <param name="first">First value of each pair.</param>
    /// <param name="second">Second value of each pair.</param>
    /// <param name="probabilities">Which quantiles, in descending order.</param>
    /// <param name="estimates">These quantiles of all values, which the caller knows already.</param>
    public PairedInterval[] QuantilesDescending(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> probabilities,
        ReadOnlySpan<(double First, double Second)> estimates)
    {
        int count = probabilities.Length;
        WeightedSample sample1 = new(first, plan), sample2 = new(second, plan);
        double[][] replicates1 = Rows(count, options.Resamples), replicates2 = Rows(count, options.Resamples);
        int[] weights = new int[plan.Cells], changes = new int[plan.Cells + 1];
        double[] found = new double[count];
        RandomStream random = new(seed, stream);
        for (int r = 0; r < options.Resamples; r++)
        {
            DrawWeights(random, weights, changes);
            sample1.QuantilesDescending(weights, probabilities, found);
            Store(found, replicates1, r);
            sample2.QuantilesDescending(weights, probabilities, found);
            Store(found, replicates2, r);
        }

        PairedInterval[] intervals = new PairedInterval[count];
        for (int k = 0; k < count; k++)
        {
            var seen = (sample1.Quantile(probabilities[k]), sample2.Quantile(probabilities[k]));
            intervals[k] = Summarise(replicates1[k], replicates2[k], estimates[k], seen);
        }

        return intervals;
    }

    // Replicates vary about what was seen of the samples (all of them unless thinned); they are moved to the full
    // estimate.
    private PairedInterval Summarise(
        double[] first, double[] second, (double First, double Second) full, (double First, double Second) seen)
    {
        double[] differences = new double[first.Length], ratios = new double[first.Length];
        double shift = full.Second - full.First - (seen.Second - seen.First);
        double estimate = full.Second / full.First, scale = seen.Second > 0 ? estimate / (seen.Second / seen.First) : 1;
        bool positive = full.First > 0 && seen.First > 0;
        for (int r = 0; r < first.Length; r++)
        {
            differences[r] = second[r] - first[r] + shift;
            positive = positive && first[r] > 0;
            ratios[r] = positive ? second[r] / first[r] * scale : 0;
        }

        var difference = Bootstrap.Interval(full.Second - full.First, differences, plan.Blocks, options.Level);
        return new PairedInterval(
            difference, positive ? Bootstrap.Interval(estimate, ratios, plan.Blocks, options.Level) : null);
    }

    // Running sums over the cells, gone through twice, so that a block may run over the end.
    private double[] Cumulate(ReadOnlySpan<double> values)
    {
        double[] cells = new double[plan.Cells], sums = new double[(2 * plan.Cells) + 1];
        for (int i = 0; i < values.Length; i++)
        {
            cells[plan.CellOf[i]] += values[i];
        }

        for (int i = 0; i < 2 * plan.Cells; i++)
        {
            sums[i + 1] = sums[i] + cells[i % plan.Cells];
        }

        return sums;
    }

    private void DrawWeights(RandomStream random, int[] weights, int[] changes)
    {
        Array.Clear(changes);
        for (int left = plan.Cells; left > 0; left -= plan.BlockLength)
        {
            int start = random.NextInt(plan.Cells), end = start + Math.Min(plan.BlockLength, left);
            changes[start]++;
            changes[Math.Min(end, plan.Cells)]--;
            changes[0] += end > plan.Cells ? 1 : 0;
            changes[Math.Max(end - plan.Cells, 0)] -= end > plan.Cells ? 1 : 0;
        }

        for (int cell = 0, weight = 0; cell < weights.Length; cell++)
        {
            weights[cell] = weight += changes[cell];
        }
    }

    private static double[][] Rows(int rows, int columns) =>
        [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];

    private static void Store(double[] values, double[][] rows, int column)
    {
        for (int k = 0; k < values.Length; k++)
        {
            rows[k][column] = values[k];
        }
    }
}
