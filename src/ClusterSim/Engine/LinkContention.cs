namespace ClusterSim.Engine;

/// <summary>
/// When jobs that share a link send. A job computes and sends in turns; the truth lies between the first two, for how
/// their steps fall against each other is not known.
/// </summary>
public enum LinkContention
{
    /// <summary>All at the same time, which is the most that sharing can cost.</summary>
    Full,

    /// <summary>
    /// As far as the link has room for what they send on average, one while the other computes, which is the least that
    /// sharing can cost and what schedulers of phases aim at (Rajasekaran et al., "CASSINI", NSDI 2024).
    /// </summary>
    Interleaved,

    /// <summary>They do not notice each other: only distance costs.</summary>
    None,
}
