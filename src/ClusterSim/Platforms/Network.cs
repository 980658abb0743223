namespace ClusterSim.Platforms;

/// <summary>
/// The network in a form that scores closeness: nodes hang on ToR switches, ToR switches on a spine. Link contention
/// is not modelled here; a job spread over nodes or racks runs slower by a stated penalty.
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
}
