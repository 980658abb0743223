namespace ClusterSim.Behavior.Mining;

/// <summary>The points of each key, one key after the other in one array.</summary>
internal sealed class PointIndex
{
    private readonly int[] _start, _points, _keyOfJob;

    public PointIndex(int count, Func<int, int> keyOf, int[] keyOfJob)
    {
        _keyOfJob = keyOfJob;
        int keys = 1 + Math.Max(keyOfJob.DefaultIfEmpty(-1).Max(), Enumerable.Range(0, count)
            .Select(keyOf).DefaultIfEmpty(-1).Max());
        _start = new int[keys + 2];
        for (int point = 0; point < count; point++)
        {
            _start[keyOf(point) + 2]++;
        }

        for (int key = 0; key <= keys; key++)
        {
            _start[key + 1] += _start[key];
        }

        _points = new int[count];
        int[] next = [.. _start];
        for (int point = 0; point < count; point++)
        {
            _points[next[keyOf(point) + 1]++] = point;
        }
    }

    /// <summary>The points of the key of a job, ascending; none when it has no key.</summary>
    public ReadOnlySpan<int> OfJob(int job) => _keyOfJob[job] is >= 0 and var key
        ? _points.AsSpan(_start[key + 1].._start[key + 2])
        : [];
}
