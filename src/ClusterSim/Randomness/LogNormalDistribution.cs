namespace ClusterSim.Randomness;

/// <summary>Lognormal distribution: its logarithm is normal. The usual model of heavy-tailed run times.</summary>
public sealed record LogNormalDistribution : IDistribution
{
    private readonly double _logMedian;

    /// <summary>A distribution with the given median and spread.</summary>
    /// <param name="median">Half of the numbers lie below it; positive.</param>
    /// <param name="sigma">
    /// Standard deviation of the natural logarithm; 0 or more. With 2, one number in 40 is 50 medians.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public LogNormalDistribution(double median, double sigma)
    {
        Median = Parameter.Positive(median, nameof(median));
        Sigma = Parameter.NotNegative(sigma, nameof(sigma));
        _logMedian = Math.Log(median);
    }

    /// <summary>Half of the numbers lie below it.</summary>
    public double Median { get; }

    /// <summary>Standard deviation of the natural logarithm.</summary>
    public double Sigma { get; }

    /// <inheritdoc/>
    public double Mean => Median * Math.Exp(Sigma * Sigma / 2);

    /// <inheritdoc/>
    public double Variance => (Math.Exp(Sigma * Sigma) - 1) * Mean * Mean;

    /// <inheritdoc/>
    public double Sample(RandomStream stream) => Math.Exp(_logMedian + (Sigma * NormalDistribution.Standard(stream)));
}
