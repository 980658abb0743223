namespace ClusterSim.Workloads;

/// <summary>
/// What a data-parallel job computes and sends in each step. A step takes
/// <c>(compute^g + communication^g)^(1/g)</c>: for <c>g</c> of 1 one after the other, for a great one both at once (the
/// step time of Pollux, OSDI 2021, section 3.2). A ring all-reduce of <c>B</c> bytes over <c>K</c> GPUs moves
/// <c>2 (K - 1) / K * B</c> bytes over each of its hops.
/// </summary>
/// <param name="ComputeSeconds">Computation of a step on the reference GPU, in seconds; greater than 0.</param>
/// <param name="Bytes">Size of the gradients that a step adds up over all GPUs, in bytes; 0 or more.</param>
/// <param name="Overlap">The exponent <c>g</c>; 1 or more.</param>
/// <param name="Collective">How they are added up.</param>
/// <param name="Messages">
/// Pieces that the gradients are sent in, each of which pays the latency of the whole exchange; 0 or more.
/// </param>
public sealed record CommunicationProfile(
    double ComputeSeconds, double Bytes, double Overlap = 1, Collective Collective = Collective.Hierarchical,
    double Messages = 1)
{
    /// <summary>Duration of a step that waits a given time for the network, in seconds.</summary>
    /// <param name="communicationSeconds">Communication of the step by itself.</param>
    /// <param name="speed">Speed of the GPUs; 1 for the reference.</param>
    public double StepSeconds(double communicationSeconds, double speed = 1)
    {
        double compute = ComputeSeconds / speed;
        double longer = Math.Max(compute, communicationSeconds);
        double shorter = Math.Min(compute, communicationSeconds);
        // The same as the formula, without powers that overflow.
        return double.IsPositiveInfinity(longer)
            ? longer
            : longer * Math.Pow(1 + Math.Pow(shorter / longer, Overlap), 1 / Overlap);
    }
}
