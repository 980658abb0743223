using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Clustering;

/// <summary>
/// A balanced k-d tree over the rows of a table (Bentley, Communications of the ACM 18, 1975), without nodes: the
/// middle of each stretch of one array parts it along the feature of largest spread.
/// </summary>
internal sealed class KdTree
{
    private const int LeafSize = 8;

    private readonly FeatureTable _table;
    private readonly int[] _rows, _splitBy;

    public KdTree(FeatureTable table)
    {
        _table = table;
        _rows = [.. Enumerable.Range(0, table.RowCount)];
        _splitBy = new int[table.RowCount];
        Build(0, table.RowCount);
    }

    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }

    /// <summary>The rows no farther away than a distance, the row itself among them, in any fixed order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="distance">The distance.</param>
    /// <param name="found">Overwritten, and returned.</param>
    public List<int> Neighbours(int row, double distance, List<int> found)
    {
        found.Clear();
        Search(0, _rows.Length, _table.Row(row), distance, found);
        return found;
    }

    private void Search(int from, int to, ReadOnlySpan<double> point, double distance, List<int> found)
    {
        while (to - from > LeafSize)
        {
            int middle = from + ((to - from) / 2), feature = _splitBy[middle];
            double side = point[feature] - _table[_rows[middle], feature];
            if (side <= distance)
            {
                Search(from, middle, point, distance, found);
            }

            if (-side > distance)
            {
                return;
            }

            AddIfNear(_rows[middle], point, distance, found);
            from = middle + 1;
        }

        for (int i = from; i < to; i++)
        {
            AddIfNear(_rows[i], point, distance, found);
        }
    }

    private void AddIfNear(int row, ReadOnlySpan<double> point, double distance, List<int> found)
    {
        if (SquaredDistance(_table.Row(row), point) <= distance * distance)
        {
            found.Add(row);
        }
    }

    private void Build(int from, int to)
    {
        if (to - from <= LeafSize)
        {
            return;
        }

        int middle = from + ((to - from) / 2), feature = Widest(from, to);
        _splitBy[middle] = feature;
        // Sorting costs one more logarithm than selecting the median would, and makes the tree the same everywhere.
        Array.Sort(_rows, from, to - from, Comparer<int>.Create((a, b) => Compare(a, b, feature)));
        Build(from, middle);
        Build(middle + 1, to);
    }

    private int Compare(int a, int b, int feature)
    {
        int order = _table[a, feature].CompareTo(_table[b, feature]);
        return order != 0 ? order : a.CompareTo(b);
    }

    private int Widest(int from, int to)
    {
        int widest = 0;
        double most = -1;
        for (int feature = 0; feature < _table.Names.Length; feature++)
        {
            double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
            for (int i = from; i < to; i++)
            {
                double value = _table[_rows[i], feature];
                (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
            }

            (widest, most) = greatest - least > most ? (feature, greatest - least) : (widest, most);
        }

        return widest;
    }
}
