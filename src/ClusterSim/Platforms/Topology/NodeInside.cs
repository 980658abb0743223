namespace ClusterSim.Platforms.Topology;

/// <summary>
/// What connects the GPUs of a node: NVLink islands, PCIe switches, sockets. Bandwidths are per direction.
/// </summary>
public sealed record NodeInside
{
    /// <summary>GPUs of one NVLink or NVSwitch island; neighbours go together.</summary>
    /// <value>Default 0: there is no NVLink.</value>
    public int IslandGpus { get; init; }

    /// <summary>What one GPU can send over NVLink in Gb/s.</summary>
    /// <value>Greater than 0 where there are islands.</value>
    public double NvlinkGbps { get; init; }

    /// <summary>GPUs under one PCIe switch.</summary>
    /// <value>Default 0: all GPUs of a socket are.</value>
    public int SwitchGpus { get; init; }

    /// <summary>Bandwidth of the PCIe link of a GPU, and of a switch to its socket, in Gb/s.</summary>
    /// <value>Greater than 0.</value>
    public double PcieGbps { get; init; }

    /// <summary>Number of CPU sockets.</summary>
    /// <value>1 or more; default 1.</value>
    public int Sockets { get; init; } = 1;

    /// <summary>Bandwidth between two sockets in Gb/s.</summary>
    /// <value>Default 0: that of PCIe.</value>
    public double SocketGbps { get; init; }

    /// <summary>Latency of each link inside the node in seconds.</summary>
    /// <value>Default 0: not modelled.</value>
    public double LatencySeconds { get; init; }
}
