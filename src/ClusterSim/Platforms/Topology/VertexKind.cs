namespace ClusterSim.Platforms.Topology;

/// <summary>What a vertex of the network is.</summary>
public enum VertexKind
{
    /// <summary>A GPU.</summary>
    Gpu,

    /// <summary>The NVLink or NVSwitch fabric of an island.</summary>
    Island,

    /// <summary>A PCIe switch.</summary>
    PcieSwitch,

    /// <summary>A CPU socket.</summary>
    Socket,

    /// <summary>A NIC.</summary>
    Nic,

    /// <summary>A top-of-rack switch, a rail switch, or a router of a dragonfly or a torus.</summary>
    Tor,

    /// <summary>A spine switch of a pod.</summary>
    Spine,

    /// <summary>A core switch between pods.</summary>
    Core,
}
