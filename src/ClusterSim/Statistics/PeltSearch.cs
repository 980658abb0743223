using System.Collections.Immutable;

namespace ClusterSim.Statistics;

/// <summary>One search of <see cref="ChangePoints.Pelt"/>.</summary>
internal sealed class PeltSearch
{
    private readonly SegmentCost _cost;
    private readonly double _penalty;
    private readonly int _minSize;
    private readonly double[] _best;
    private readonly int[] _from, _starts, _goes;
    private int _startCount;

    public PeltSearch(SegmentCost cost, double penalty, int minSize)
    {
        (_cost, _penalty, _minSize) = (cost, penalty, minSize);
        int n = cost.Length;
        (_best, _from, _starts, _goes) = (new double[n + 1], new int[n + 1], new int[n + 1], new int[n + 1]);
        Array.Fill(_goes, int.MaxValue);
        _best[0] = -penalty;
    }

    public ImmutableArray<int> Run()
    {
        int n = _cost.Length;
        if (n < _minSize)
        {
            return [];
        }

        for (int end = _minSize; end <= n; end++)
        {
            // A start becomes possible when the segment before it and the one behind it both reach the least size.
            int start = end - _minSize;
            if (start == 0 || start >= _minSize)
            {
                _starts[_startCount++] = start;
            }

            Close(end);
        }

        List<int> found = [];
        for (int end = _from[n]; end > 0; end = _from[end])
        {
            found.Add(end);
        }

        found.Reverse();
        return [.. found];
    }

    private void Close(int end)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < _startCount; i++)
        {
            double total = _best[_starts[i]] + _cost.Of(_starts[i], end) + _penalty;
            if (total < best)
            {
                (best, _from[end]) = (total, _starts[i]);
            }
        }

        _best[end] = best;
        int kept = 0;
        for (int i = 0; i < _startCount; i++)
        {
            int start = _starts[i];
            // A later start at this end beats it, but only once a whole segment fits behind this end.
            if (_goes[start] == int.MaxValue && _best[start] + _cost.Of(start, end) > best)
            {
                _goes[start] = end + _minSize;
            }

            if (_goes[start] > end + 1)
            {
                _starts[kept++] = start;
            }
        }

        _startCount = kept;
    }
}
