using MathNet.Numerics;

namespace ClusterSim.Randomness;

/// <summary>
/// Weibull distribution, sampled by inversion. With a shape below 1, the usual model of times between failures.
/// </summary>
public sealed record WeibullDistribution : IDistribution
{
    /// <summary>A distribution with the given shape and scale.</summary>
    /// <param name="shape">Shape; positive. 1 is the exponential distribution.</param>
    /// <param name="scale">Scale, the 63.2 % quantile; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public WeibullDistribution(double shape, double scale)
    {
        Shape = Parameter.Positive(shape, nameof(shape));
        Scale = Parameter.Positive(scale, nameof(scale));
    }

    /// <summary>Shape.</summary>
    public double Shape { get; }

    /// <summary>Scale, the 63.2 % quantile.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public double Mean => Scale * SpecialFunctions.Gamma(1 + (1 / Shape));

    /// <inheritdoc/>
    public double Variance => (Scale * Scale * SpecialFunctions.Gamma(1 + (2 / Shape))) - (Mean * Mean);

    /// <inheritdoc/>
    public double Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Scale * Math.Pow(-Math.Log(1 - stream.NextDouble()), 1 / Shape);
    }
}
