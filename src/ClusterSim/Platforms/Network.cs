using ClusterSim.Platforms.Topology;

namespace ClusterSim.Platforms;

/// <summary>
/// The network above the nodes, in one of two forms: penalties that a job pays for being spread, or a fabric of
/// switches and links that jobs with a communication profile share. A job that has a profile pays no penalty where
/// there is a fabric.
/// </summary>
public sealed record Network
{
    /// <summary>Bandwidth from a ToR switch to the spine in Gb/s.</summary>
    /// <value>Default 0: unknown.</value>
    public double SpineGbps { get; init; }

    /// <summary>
    /// Share of speed that a fully network-sensitive job loses when it spans several nodes under one ToR.
    /// </summary>
    /// <value>0 to 1 exclusive; default 0: none.</value>
    public double CrossNodePenalty { get; init; }

    /// <summary>Share of speed that a fully network-sensitive job loses when it spans several ToR switches.</summary>
    /// <value>0 to 1 exclusive; default 0: none.</value>
    public double CrossTorPenalty { get; init; }

    /// <summary>The switches and how they are wired.</summary>
    /// <value>Default <c>null</c>: not described, no link is ever shared.</value>
    public FabricSpec? Fabric { get; init; }
}
