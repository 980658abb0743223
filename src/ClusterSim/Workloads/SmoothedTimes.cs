using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Lengths of time near those of a sample: a value that occurs once or twice is replaced by a uniform one between the
/// middles to its neighbours, a value that occurs more often (a limit, a default) stays. So the distribution stays
/// while values are new. Whole seconds stay whole.
/// </summary>
internal sealed class SmoothedTimes
{
    private const int Frequent = 3;

    private readonly long[] _values;
    private readonly int[] _counts;
    private readonly long _grid;

    public SmoothedTimes(IEnumerable<long> ticks)
    {
        var groups = ticks.GroupBy(value => value).OrderBy(group => group.Key)
            .Select(group => (group.Key, Count: group.Count())).ToList();
        _values = [.. groups.Select(group => group.Key)];
        _counts = [.. groups.Select(group => group.Count)];
        _grid = _values.All(value => value % TimeSpan.TicksPerSecond == 0) ? TimeSpan.TicksPerSecond : 1;
    }

    /// <summary>A value near one of the sample.</summary>
    public long Near(long value, RandomStream stream)
    {
        double u = stream.NextDouble();
        int at = Array.BinarySearch(_values, value);
        if (_counts[at] >= Frequent || at == 0 || at == _values.Length - 1)
        {
            return value;
        }

        double low = (_values[at - 1] + (double)value) / 2, high = (value + (double)_values[at + 1]) / 2;
        long near = (long)Math.Round((low + (u * (high - low))) / _grid) * _grid;
        return Math.Clamp(near, _values[at - 1], _values[at + 1]);
    }
}
