namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Depth-first search for serial episodes of given steps. An occurrence is known by where it begins and the earliest
/// point at which it can then end; both lists ascend, so that a step is appended to all of them in one pass over its
/// points. Memory is one pair of lists for each step of the deepest episode.
/// </summary>
/// <param name="sequence">The events.</param>
/// <param name="units">The steps.</param>
/// <param name="maxSpan">Longest time from the first to the last event.</param>
/// <param name="maxLength">Most symbols.</param>
/// <param name="minimal">
/// Whether of the occurrences that end at one point only the last to begin counts: the others hold it inside them.
/// </param>
internal sealed class EpisodeSearch(
    EventSequence sequence, EpisodeUnit[] units, TimeSpan maxSpan, int maxLength, bool minimal)
{
    private readonly List<int[]> _starts = [], _ends = [];
    private readonly List<int> _code = [];

    public void Run(IEpisodeJudge judge)
    {
        foreach (EpisodeUnit unit in units)
        {
            ReadOnlySpan<int> points = unit.Points.Span;
            Push(unit);
            if (judge.Keep([.. _code], points, points))
            {
                Extend(judge, points, points, 0, unit.Codes.Length);
            }

            _code.Clear();
        }
    }

    private void Extend(IEpisodeJudge judge, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, int depth, int length)
    {
        int before = _code.Count;
        Reserve(depth, starts.Length);
        foreach (EpisodeUnit unit in units)
        {
            if (length + unit.Codes.Length > maxLength)
            {
                continue;
            }

            int count = Join(starts, ends, unit.Points.Span, _starts[depth], _ends[depth]);
            Push(unit);
            ReadOnlySpan<int> newStarts = _starts[depth].AsSpan(0, count), newEnds = _ends[depth].AsSpan(0, count);
            if (judge.Keep([.. _code], newStarts, newEnds))
            {
                Extend(judge, newStarts, newEnds, depth + 1, length + unit.Codes.Length);
            }

            _code.RemoveRange(before, _code.Count - before);
        }
    }

    private int Join(
        ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, ReadOnlySpan<int> points, int[] newStarts, int[] newEnds)
    {
        int count = 0, next = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            next = FirstAfter(points, next, ends[i]);
            if (next == points.Length)
            {
                break;
            }

            int start = starts[i], end = points[next];
            if (sequence.Groups[end] == sequence.Groups[start]
                && sequence.Ticks[end] - sequence.Ticks[start] <= maxSpan.Ticks)
            {
                count -= minimal && count > 0 && newEnds[count - 1] == end ? 1 : 0;
                (newStarts[count], newEnds[count]) = (start, end);
                count++;
            }
        }

        return count;
    }

    /// <summary>First index from <paramref name="from"/> on whose point lies after another one.</summary>
    private static int FirstAfter(ReadOnlySpan<int> points, int from, int after)
    {
        int low = from, step = 1;
        while (low < points.Length && points[low] <= after)
        {
            from = low + 1;
            low += step;
            step *= 2;
        }

        int high = Math.Min(low, points.Length);
        while (from < high)
        {
            int middle = from + ((high - from) / 2);
            (from, high) = points[middle] <= after ? (middle + 1, high) : (from, middle);
        }

        return from;
    }

    private void Push(EpisodeUnit unit)
    {
        _code.AddRange(unit.Codes);
        _code.Add(-1);
    }

    private void Reserve(int depth, int count)
    {
        if (_starts.Count == depth)
        {
            _starts.Add([]);
            _ends.Add([]);
        }

        if (_starts[depth].Length < count)
        {
            (_starts[depth], _ends[depth]) = (new int[count], new int[count]);
        }
    }
}
