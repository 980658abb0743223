namespace ClusterSim.Behavior.Mining;

/// <summary>The sets of symbols that happen together at enough points, by depth-first growth.</summary>
internal sealed class FrequentSets(EventSequence sequence, int minSupport, int maxLength)
{
    private readonly ExtensionCounts _counts = new(sequence.Symbols.Length);
    private readonly List<EpisodeUnit> _found = [];

    public EpisodeUnit[] Run()
    {
        for (int code = 0; code < sequence.Symbols.Length; code++)
        {
            Add([code], sequence.PointsOf(code));
        }

        return [.. _found];
    }

    private void Add(int[] codes, ReadOnlyMemory<int> points)
    {
        if (points.Length < minSupport)
        {
            return;
        }

        _found.Add(new EpisodeUnit(codes, points));
        if (codes.Length < maxLength)
        {
            foreach (Projection grown in Grow(codes[^1], points.Span))
            {
                Add([.. codes, grown.Symbol], grown.Ends);
            }
        }
    }

    private List<Projection> Grow(int above, ReadOnlySpan<int> points)
    {
        foreach (int point in points)
        {
            foreach (int code in Above(above, point))
            {
                _counts.Count(code, point);
            }
        }

        _counts.Select(minSupport);
        foreach (int point in points)
        {
            foreach (int code in Above(above, point))
            {
                _counts.Fill(code, point);
            }
        }

        return _counts.Take();
    }

    private ReadOnlySpan<int> Above(int code, int point)
    {
        ReadOnlySpan<int> items = sequence.Items.AsSpan(sequence.SetStart[point]..sequence.SetStart[point + 1]);
        int place = items.BinarySearch(code);
        return items[(place < 0 ? ~place : place + 1)..];
    }
}
