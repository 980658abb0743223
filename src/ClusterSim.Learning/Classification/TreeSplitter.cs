using ClusterSim.Learning.Features;
using ClusterSim.Randomness;

namespace ClusterSim.Learning.Classification;

/// <summary>Finds the best split of rows over a random choice of features.</summary>
internal sealed class TreeSplitter
{
    private readonly FeatureTable _features;
    private readonly int[] _labels, _order, _below, _above;
    private readonly int _tries, _minLeaf;
    private readonly RandomStream _random;

    public TreeSplitter(
        FeatureTable features, int[] labels, int classes, RandomForestOptions options, RandomStream random)
    {
        int count = features.Names.Length;
        (_features, _labels, _random, _minLeaf) = (features, labels, random, options.MinLeaf);
        _order = [.. Enumerable.Range(0, count)];
        (_below, _above) = (new int[classes], new int[classes]);
        _tries = Math.Min(count, options.FeaturesPerSplit ?? Math.Max(1, (int)Math.Sqrt(count)));
    }

    /// <summary>The best split; <c>null</c> when the rows are of one class or no feature parts them.</summary>
    public TreeSplit? Best(ReadOnlySpan<int> rows)
    {
        if (rows.Length < 2 * _minLeaf || IsPure(rows))
        {
            return null;
        }

        TreeSplit? best = null;
        double bestScore = double.NegativeInfinity;
        // As many features as asked for are tried, and further ones only while none of them could part the rows.
        for (int tried = 0; tried < _order.Length && (tried < _tries || best is null); tried++)
        {
            int swap = tried + _random.NextInt(_order.Length - tried);
            (_order[tried], _order[swap]) = (_order[swap], _order[tried]);
            if (BestOf(_order[tried], rows) is { } found && found.Score > bestScore)
            {
                (best, bestScore) = (new TreeSplit(_order[tried], found.Threshold), found.Score);
            }
        }

        return best;
    }

    /// <summary>Orders the rows, those at most the threshold first, and says how many they are.</summary>
    public int Part(Span<int> rows, TreeSplit split)
    {
        int next = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (_features[rows[i], split.Feature] <= split.Threshold)
            {
                (rows[i], rows[next]) = (rows[next], rows[i]);
                next++;
            }
        }

        return next;
    }

    public double[] SharesOf(ReadOnlySpan<int> rows)
    {
        double[] shares = new double[_below.Length];
        foreach (int row in rows)
        {
            shares[_labels[row]] += 1.0 / rows.Length;
        }

        return shares;
    }

    private bool IsPure(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if (_labels[row] != _labels[rows[0]])
            {
                return false;
            }
        }

        return true;
    }

    private (double Threshold, double Score)? BestOf(int feature, ReadOnlySpan<int> rows)
    {
        double[] values = new double[rows.Length];
        int[] sorted = rows.ToArray();
        Array.Clear(_below);
        Array.Clear(_above);
        for (int i = 0; i < rows.Length; i++)
        {
            values[i] = _features[rows[i], feature];
            _above[_labels[rows[i]]]++;
        }

        Array.Sort(values, sorted);
        (double Threshold, double Score)? best = null;
        double below = 0, above = SquareSum(_above);
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            int label = _labels[sorted[i]];
            below += (2 * _below[label]++) + 1;
            above -= (2 * _above[label]--) - 1;
            int left = i + 1, right = sorted.Length - left;
            // Sum of squared shares times rows of both sides: the greater, the lower the mean Gini impurity.
            double score = (below / left) + (above / right);
            if (values[i] < values[i + 1] && left >= _minLeaf && right >= _minLeaf && !(score <= best?.Score))
            {
                double middle = values[i] + ((values[i + 1] - values[i]) / 2);
                best = (middle < values[i + 1] ? middle : values[i], score);
            }
        }

        return best;
    }

    private static double SquareSum(int[] counts)
    {
        double sum = 0;
        foreach (int count in counts)
        {
            sum += (double)count * count;
        }

        return sum;
    }
}
