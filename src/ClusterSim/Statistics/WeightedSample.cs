namespace ClusterSim.Statistics;

/// <summary>Sorted values whose cells occur as often as a resample says.</summary>
internal sealed class WeightedSample
{
    private readonly double[] _sorted;
    private readonly int[] _cells, _valuesInCell;
    private readonly int _least;

    /// <summary>
    /// Takes the values, or every k-th of them where there are more than
    /// <see cref="BlockBootstrap.MaxQuantileValues"/>.
    /// </summary>
    public WeightedSample(ReadOnlySpan<double> values, BlockPlan plan)
    {
        int stride = (values.Length + BlockBootstrap.MaxQuantileValues - 1) / BlockBootstrap.MaxQuantileValues;
        stride = Math.Max(stride, 1);
        int count = (values.Length + stride - 1) / stride;
        (_sorted, _cells) = (new double[count], new int[count]);
        for (int i = 0; i < count; i++)
        {
            (_sorted[i], _cells[i]) = (values[i * stride], plan.CellOf[i * stride]);
        }

        _valuesInCell = new int[plan.Cells];
        foreach (int cell in _cells)
        {
            _valuesInCell[cell]++;
        }

        Array.Sort(_sorted, _cells);
        while (_least + 1 < count && _sorted[_least + 1] == _sorted[0])
        {
            _least++;
        }
    }

    /// <summary>Quantile of the values themselves.</summary>
    public double Quantile(double probability) => Quantiles.OfSorted(_sorted, probability);

    /// <summary>
    /// Quantiles of the multiset in which each value occurs as often as its cell, by one walk from the top.
    /// </summary>
    public void QuantilesDescending(int[] weights, ReadOnlySpan<double> probabilities, Span<double> results)
    {
        long total = 0;
        for (int cell = 0; cell < weights.Length; cell++)
        {
            total += (long)weights[cell] * _valuesInCell[cell];
        }

        int at = _sorted.Length;
        long seen = 0;
        for (int k = 0; k < probabilities.Length; k++)
        {
            // Order statistics counted from the top: position j is the first value with more than j values seen.
            double h = (total - 1) * probabilities[k];
            long below = (long)h, above = Math.Min(below + 1, total - 1);
            double high = Walk(weights, total - 1 - above, ref at, ref seen);
            double low = Walk(weights, total - 1 - below, ref at, ref seen);
            results[k] = total == 0 ? double.NaN : Quantiles.Interpolate(low, high, h - below);
        }
    }

    private double Walk(int[] weights, long position, ref int at, ref long seen)
    {
        int[] cells = _cells;
        int next = at;
        long count = seen;
        // Once only the least value is left, the rest of the walk changes nothing: many jobs wait for no time at all.
        while (count <= position && next > _least)
        {
            count += weights[cells[--next]];
        }

        (at, seen) = (next, count);
        return _sorted[Math.Min(at, _sorted.Length - 1)];
    }
}
