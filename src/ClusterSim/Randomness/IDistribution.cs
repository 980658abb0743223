namespace ClusterSim.Randomness;

/// <summary>A distribution of real numbers that can be sampled from a <see cref="RandomStream"/>.</summary>
public interface IDistribution
{
    /// <summary>Expected value; <see cref="double.PositiveInfinity"/> where the integral diverges.</summary>
    double Mean { get; }

    /// <summary>
    /// Expected square of the distance from the mean; <see cref="double.PositiveInfinity"/> where it diverges.
    /// </summary>
    double Variance { get; }

    /// <summary>One number, drawn from <paramref name="stream"/>.</summary>
    double Sample(RandomStream stream);
}
