namespace ClusterSim.Randomness;

/// <summary>
/// Pareto distribution cut at both ends, sampled by inversion; with an infinite upper end, the plain Pareto
/// distribution. Density proportional to x^-(alpha + 1) between the ends.
/// </summary>
public sealed record ParetoDistribution : IDistribution
{
    /// <summary>A distribution with the given tail between the given ends.</summary>
    /// <param name="alpha">Tail index; positive. The smaller, the heavier the tail.</param>
    /// <param name="lower">Smallest number; positive.</param>
    /// <param name="upper">Greatest number, more than <paramref name="lower"/>; may be infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public ParetoDistribution(double alpha, double lower, double upper = double.PositiveInfinity)
    {
        Alpha = Parameter.Positive(alpha, nameof(alpha));
        Lower = Parameter.Positive(lower, nameof(lower));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(upper, lower);
        Upper = upper;
    }

    /// <summary>Tail index.</summary>
    public double Alpha { get; }

    /// <summary>Smallest number.</summary>
    public double Lower { get; }

    /// <summary>Greatest number.</summary>
    public double Upper { get; }

    /// <inheritdoc/>
    public double Mean => Moment(1);

    /// <inheritdoc/>
    public double Variance => double.IsInfinity(Moment(2)) ? double.PositiveInfinity : Moment(2) - (Mean * Mean);

    // Share of the plain Pareto distribution that lies above the upper end.
    private double Beyond => Math.Pow(Lower / Upper, Alpha);

    /// <inheritdoc/>
    public double Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        double survival = 1 - (stream.NextDouble() * (1 - Beyond));
        return Math.Min(Lower * Math.Pow(survival, -1 / Alpha), Upper);
    }

    private double Moment(int order)
    {
        double weight = Alpha / (1 - Beyond);
        if (double.IsInfinity(Upper))
        {
            return Alpha > order ? weight * Math.Pow(Lower, order) / (Alpha - order) : double.PositiveInfinity;
        }

        return Alpha == order
            ? weight * Math.Pow(Lower, order) * Math.Log(Upper / Lower)
            : weight * (Math.Pow(Lower, order) - (Beyond * Math.Pow(Upper, order))) / (Alpha - order);
    }
}
