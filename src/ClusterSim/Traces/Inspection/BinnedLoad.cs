namespace ClusterSim.Traces.Inspection;

/// <summary>
/// Averages over equal bins of what many intervals use. Positions are in units of bins. Adding an interval costs the
/// same however many bins it covers.
/// </summary>
internal sealed class BinnedLoad(int count)
{
    private readonly double[] _partial = new double[count];
    private readonly double[] _change = new double[count + 1];

    /// <summary>Adds an interval that uses <paramref name="amount"/> throughout.</summary>
    public void Add(double start, double end, double amount)
    {
        int first = Math.Clamp((int)start, 0, count - 1), last = Math.Clamp((int)end, 0, count - 1);
        if (first == last)
        {
            _partial[first] += amount * Math.Max(0, end - start);
            return;
        }

        _partial[first] += amount * (first + 1 - start);
        _partial[last] += amount * (end - last);
        _change[first + 1] += amount;
        _change[last] -= amount;
    }

    /// <summary>The average in each bin.</summary>
    public double[] Means()
    {
        double[] means = new double[count];
        double through = 0;
        for (int i = 0; i < count; i++)
        {
            through += _change[i];
            means[i] = _partial[i] + through;
        }

        return means;
    }
}
