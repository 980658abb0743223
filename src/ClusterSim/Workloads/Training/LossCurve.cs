using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Training;

/// <summary>
/// How the loss of a training falls with its epochs: 1 / (slope x epochs + start) + floor, the curve that Optimus (Peng
/// et al., EuroSys 2018, section 3.1) found in its jobs. What is observed of it has noise.
/// </summary>
/// <param name="Slope">How fast it falls; above 0.</param>
/// <param name="Start">One over what it is above the floor at first; above 0.</param>
/// <param name="Floor">What it never falls below; 0 or more.</param>
/// <param name="Noise">Standard deviation of an observation, as a share of the loss.</param>
/// <param name="Seed">Seed of the noise.</param>
public sealed record LossCurve(double Slope, double Start, double Floor, double Noise = 0, long Seed = 0)
{
    /// <summary>The loss after so many epochs, without noise.</summary>
    /// <param name="epochs">Epochs that are complete.</param>
    public double At(double epochs) => (1 / ((Slope * epochs) + Start)) + Floor;

    /// <summary>The loss that is seen after an epoch; the same whenever it is looked at.</summary>
    /// <param name="epochs">Epochs that are complete.</param>
    public double Observed(int epochs)
    {
        RandomStream random = new(Seed, FormattableString.Invariant($"loss/{epochs}"));
        // A normal deviate by Box and Muller.
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return At(epochs) * (1 + (Noise * radius * Math.Cos(2 * Math.PI * random.NextDouble())));
    }
}
