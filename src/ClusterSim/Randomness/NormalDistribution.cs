namespace ClusterSim.Randomness;

/// <summary>
/// Normal distribution, sampled by the polar method (Marsaglia and Bray, 1964). Of each pair only one number is used,
/// so that the distribution keeps no state and a stream's position alone decides what comes next.
/// </summary>
public sealed record NormalDistribution : IDistribution
{
    /// <summary>A distribution with the given mean and standard deviation.</summary>
    /// <param name="mean">Expected value; finite.</param>
    /// <param name="standardDeviation">Standard deviation; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public NormalDistribution(double mean, double standardDeviation)
    {
        Mean = Parameter.Finite(mean, nameof(mean));
        StandardDeviation = Parameter.NotNegative(standardDeviation, nameof(standardDeviation));
    }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <summary>Square root of the variance.</summary>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public double Variance => StandardDeviation * StandardDeviation;

    /// <inheritdoc/>
    public double Sample(RandomStream stream) => Mean + (StandardDeviation * Standard(stream));

    /// <summary>A number with mean 0 and standard deviation 1.</summary>
    internal static double Standard(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        while (true)
        {
            double x = (2 * stream.NextDouble()) - 1;
            double y = (2 * stream.NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }
}
