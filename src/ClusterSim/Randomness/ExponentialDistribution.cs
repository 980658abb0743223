namespace ClusterSim.Randomness;

/// <summary>Exponential distribution, sampled by inversion. Times between the events of a Poisson process.</summary>
public sealed record ExponentialDistribution : IDistribution
{
    /// <summary>A distribution with the given mean.</summary>
    /// <param name="mean">Expected value; positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not positive and finite.</exception>
    public ExponentialDistribution(double mean) => Mean = Parameter.Positive(mean, nameof(mean));

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double Variance => Mean * Mean;

    /// <inheritdoc/>
    // 1 - u lies in (0, 1], so that the logarithm is finite.
    public double Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return -Mean * Math.Log(1 - stream.NextDouble());
    }
}
