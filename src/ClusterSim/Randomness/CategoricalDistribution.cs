namespace ClusterSim.Randomness;

/// <summary>
/// A choice among n outcomes with given weights, in constant time whatever n: the alias method of Walker (1977) with
/// the set-up of Vose (1991).
/// </summary>
public sealed class CategoricalDistribution
{
    private readonly double[] _keep;
    private readonly int[] _alias;

    /// <summary>A choice among as many outcomes as there are weights.</summary>
    /// <param name="weights">
    /// Relative frequencies; at least one, none negative, not all 0. They need not sum to 1.
    /// </param>
    /// <exception cref="ArgumentException">The weights are not such.</exception>
    public CategoricalDistribution(ReadOnlySpan<double> weights)
    {
        double total = Total(weights);
        _keep = new double[weights.Length];
        _alias = new int[weights.Length];
        Stack<int> small = [], large = [];
        for (int i = 0; i < weights.Length; i++)
        {
            _keep[i] = weights[i] / total * weights.Length;
            _alias[i] = i;
            (_keep[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int poor = small.Pop(), rich = large.Pop();
            _alias[poor] = rich;
            _keep[rich] -= 1 - _keep[poor];
            (_keep[rich] < 1 ? small : large).Push(rich);
        }

        // What rounding left over has a weight of 1 in exact arithmetic.
        foreach (int rest in small)
        {
            _keep[rest] = 1;
        }
    }

    /// <summary>Number of outcomes.</summary>
    public int Count => _keep.Length;

    /// <summary>
    /// Zipf's law: outcome i (from 0) has a weight of 1 / (i + 1)^<paramref name="exponent"/>. How often users submit
    /// and applications run.
    /// </summary>
    /// <param name="count">Number of outcomes; at least 1.</param>
    /// <param name="exponent">0 (all alike) or more; about 1 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static CategoricalDistribution Zipf(int count, double exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Parameter.NotNegative(exponent, nameof(exponent));
        double[] weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            weights[i] = Math.Pow(i + 1, -exponent);
        }

        return new CategoricalDistribution(weights);
    }

    /// <summary>One outcome, from 0 to <see cref="Count"/> - 1.</summary>
    public int Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        int column = stream.NextInt(Count);
        return stream.NextDouble() < _keep[column] ? column : _alias[column];
    }

    private static double Total(ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += Parameter.NotNegative(weight, nameof(weights));
        }

        return total > 0 && double.IsFinite(total)
            ? total
            : throw new ArgumentException("expected at least one weight above 0 and a finite sum.", nameof(weights));
    }
}
