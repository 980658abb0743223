namespace ClusterSim.Behavior.Detectors;

/// <summary>The newest values, each with the node that it comes from.</summary>
internal sealed class RecentValues(int capacity)
{
    private readonly (int Node, double Value)[] _values = new (int, double)[capacity];
    private int _next, _count;

    public void Add(int node, double value)
    {
        _values[_next] = (node, value);
        _next = (_next + 1) % capacity;
        _count = Math.Min(_count + 1, capacity);
    }

    /// <summary>The newest values of other nodes, at most so many.</summary>
    public double[] OfOthers(int node, int most)
    {
        List<double> found = [];
        for (int back = 1; back <= _count && found.Count < most; back++)
        {
            (int from, double value) = _values[(_next - back + capacity) % capacity];
            if (from != node)
            {
                found.Add(value);
            }
        }

        return [.. found];
    }
}
