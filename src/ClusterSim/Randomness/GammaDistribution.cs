using MathNet.Numerics;

namespace ClusterSim.Randomness;

/// <summary>
/// Gamma distribution, sampled by the method of Marsaglia and Tsang (ACM TOMS 26, 2000). With a whole shape, the sum of
/// so many exponential numbers.
/// </summary>
public sealed record GammaDistribution : IDistribution
{
    /// <summary>A distribution with the given shape and scale.</summary>
    /// <param name="shape">Shape; positive.</param>
    /// <param name="scale">Scale: the mean over the shape; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public GammaDistribution(double shape, double scale)
    {
        Shape = Parameter.Positive(shape, nameof(shape));
        Scale = Parameter.Positive(scale, nameof(scale));
    }

    /// <summary>Shape.</summary>
    public double Shape { get; }

    /// <summary>Scale.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public double Mean => Shape * Scale;

    /// <inheritdoc/>
    public double Variance => Shape * Scale * Scale;

    /// <summary>Share of the numbers that are at most <paramref name="value"/>.</summary>
    public double Cumulative(double value) =>
        value <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(Shape, value / Scale);

    /// <inheritdoc/>
    public double Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        // A shape below 1 is lifted by one and brought back by the power of a uniform number.
        double lifted = Shape < 1 ? Math.Pow(1 - stream.NextDouble(), 1 / Shape) : 1;
        double d = (Shape < 1 ? Shape + 1 : Shape) - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NormalDistribution.Standard(stream);
            double cube = 1 + (c * x);
            double v = cube * cube * cube;
            double u = 1 - stream.NextDouble();
            if (v > 0 && Math.Log(u) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v * Scale * lifted;
            }
        }
    }
}
