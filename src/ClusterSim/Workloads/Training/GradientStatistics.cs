namespace ClusterSim.Workloads.Training;

/// <summary>
/// The gradient of a training job at its initial batch size, as a distribution: what decides how much a greater batch
/// helps (McCandlish et al., "An Empirical Model of Large-Batch Training", 2018; Pollux, OSDI 2021, section 3.1).
/// </summary>
/// <param name="SquaredNorm">Squared norm of its mean.</param>
/// <param name="Variance">Its variance at the initial batch size.</param>
public readonly record struct GradientStatistics(double SquaredNorm, double Variance)
{
    /// <summary>
    /// Progress of one step at <paramref name="scale"/> times the initial batch size, in steps at the initial one:
    /// (v + q) / (v / scale + q).
    /// </summary>
    /// <param name="scale">Batch size over the initial batch size; 1 or more.</param>
    public double Gain(double scale)
    {
        double noise = (Variance / scale) + SquaredNorm;
        return noise > 0 ? (Variance + SquaredNorm) / noise : 1;
    }

    /// <summary>Progress of one example relative to one at the initial batch size: the gain over the scale.</summary>
    /// <param name="scale">Batch size over the initial batch size; 1 or more.</param>
    public double Efficiency(double scale) => Gain(scale) / scale;
}
