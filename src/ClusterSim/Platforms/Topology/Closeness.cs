namespace ClusterSim.Platforms.Topology;

/// <summary>How close two GPUs are: the smallest thing that holds both. Smaller values are closer.</summary>
public enum Closeness
{
    /// <summary>They are the same GPU.</summary>
    Gpu,

    /// <summary>Under one NVLink or NVSwitch island.</summary>
    Island,

    /// <summary>Under one PCIe switch.</summary>
    PcieSwitch,

    /// <summary>On one CPU socket.</summary>
    Socket,

    /// <summary>In one node.</summary>
    Node,

    /// <summary>
    /// Under one top-of-rack switch; in a rail-optimised network in one group of rails, in a dragonfly on one router,
    /// in a torus on one ring of the first dimension.
    /// </summary>
    Tor,

    /// <summary>
    /// In one pod; in a dragonfly in one group, in a torus in one plane of the first two dimensions.
    /// </summary>
    Pod,

    /// <summary>In different pods.</summary>
    CrossPod,
}
