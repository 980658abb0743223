using ClusterSim.Platforms.Topology;

namespace ClusterSim.Platforms;

/// <summary>A machine of the cluster.</summary>
public sealed record Node
{
    /// <summary>
    /// Largest number of GPUs whose identity is tracked. A node with more is a pool: its GPUs are counted, so that
    /// <c>gpus:1x6500</c> can stand for a whole cluster, but shares of different GPUs are not told apart.
    /// </summary>
    public const int MaxTrackedGpus = 64;

    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Role that requests can ask for, e.g. <c>CN</c> or <c>HN</c>.</summary>
    /// <value>Default empty: hosts only jobs that ask for no role.</value>
    public string Role { get; init; } = "";

    /// <summary>CPU in 1/1000 core.</summary>
    public int CpuMilli { get; init; }

    /// <summary>Main memory in MiB.</summary>
    /// <value>Default <c>null</c>: not modelled, never a constraint.</value>
    public long? MemoryMiB { get; init; }

    /// <summary>Local disk in MiB.</summary>
    /// <value>Default <c>null</c>: not modelled, never a constraint.</value>
    public long? DiskMiB { get; init; }

    /// <summary>Number of GPUs.</summary>
    public int Gpus { get; init; }

    /// <summary>Name of the GPUs' model.</summary>
    /// <value>Default empty: no GPUs, or an unnamed model.</value>
    public string GpuModel { get; init; } = "";

    /// <summary>Number of RDMA NICs; each can be shared by percent.</summary>
    /// <value>Default <c>null</c>: not modelled, never a constraint.</value>
    public int? RdmaNics { get; init; }

    /// <summary>Bandwidth of one NIC in Gb/s.</summary>
    /// <value>Default 0: unknown.</value>
    public double NicGbps { get; init; }

    /// <summary>Name of the top-of-rack switch or rail that the node hangs on.</summary>
    /// <value>Default empty: all such nodes share one switch.</value>
    public string Tor { get; init; } = "";

    /// <summary>Name of the pod, the group of switches above its ToR switch, that the node belongs to.</summary>
    /// <value>Default empty: all such nodes are in one pod.</value>
    public string Pod { get; init; } = "";

    /// <summary>What connects its GPUs.</summary>
    /// <value>Default <c>null</c>: not described; communication inside the node takes no time.</value>
    public NodeInside? Inside { get; init; }

    /// <summary>Power of the node without its GPUs, in watts.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? BaseWatts { get; init; }

    /// <summary>Its speeds and their power, where a description tells them.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public PowerModel? Power { get; init; }

    /// <summary>Whether CPU is modelled; when not, CPU requests are never a constraint on this node.</summary>
    /// <value>Default <c>true</c>.</value>
    public bool CpuLimited { get; init; } = true;

    /// <summary>
    /// Whether GPU shares are fungible over the node's GPUs, as in simulators that keep one number for each node: two
    /// half GPUs left on different devices then host a job that wants a whole one.
    /// </summary>
    /// <value>Default <c>false</c>: each GPU is a device of its own.</value>
    public bool GpusAreFungible { get; init; }

    /// <summary>
    /// Whether the GPUs are counted without identity: <see cref="GpusAreFungible"/>, or more than
    /// <see cref="MaxTrackedGpus"/>.
    /// </summary>
    public bool IsPool => GpusAreFungible || Gpus > MaxTrackedGpus;
}
