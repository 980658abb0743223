using System.Collections.Immutable;
using ClusterSim.Platforms.Topology.Zones;

namespace ClusterSim.Platforms.Topology;

/// <summary>
/// The network above the nodes: how it is wired, how large its parts are and how fast. <see cref="NetworkTopology"/>
/// makes the graph of it.
/// </summary>
public sealed record FabricSpec
{
    /// <summary>How the switches are wired.</summary>
    public FabricKind Kind { get; init; }

    /// <summary>Nodes under one ToR switch, or in one group of rails; neighbours of the platform go together.</summary>
    /// <value>Default 0: a fat tree goes by the names in <see cref="Node.Tor"/>; all rails are one group.</value>
    public int NodesPerTor { get; init; }

    /// <summary>ToR switches of one pod of a fat tree.</summary>
    /// <value>Default 0: as the names in <see cref="Node.Pod"/> say.</value>
    public int TorsPerPod { get; init; }

    /// <summary>
    /// Spine switches of a pod. A route takes the one that its destination's number selects (D-mod-k: Zahavi 2012).
    /// </summary>
    /// <value>1 or more; default 1: all uplinks of a ToR are one trunk over which traffic spreads evenly.</value>
    public int Spines { get; init; } = 1;

    /// <summary>
    /// Bandwidth of the NICs under a ToR or rail switch over that of its uplinks; in a torus and within the groups of a
    /// dragonfly, what <see cref="LinkGbps"/> says over the bandwidth of a cable.
    /// </summary>
    /// <value>Greater than 0; default 1: as much goes up as comes in.</value>
    public double OverSubscription { get; init; } = 1;

    /// <summary>
    /// The same of the spines of a pod: what comes from ToR switches over what goes to the cores; in a dragonfly of the
    /// cables between groups.
    /// </summary>
    /// <value>Greater than 0; default 1.</value>
    public double CoreOverSubscription { get; init; } = 1;

    /// <summary>
    /// A torus: nodes along each dimension. A dragonfly: groups, routers of a group, nodes of a router.
    /// </summary>
    /// <value>Default empty, which only the other kinds may have.</value>
    public ImmutableArray<int> Dimensions { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Bandwidth of a cable between routers of a dragonfly or a torus in Gb/s, each way.</summary>
    /// <value>Default 0: that of the first node's NICs together.</value>
    public double LinkGbps { get; init; }

    /// <summary>Bandwidth of the single NIC of nodes that describe none, in Gb/s each way.</summary>
    /// <value>Default 0: every node must describe its NICs.</value>
    public double NicGbps { get; init; }

    /// <summary>Latency of each cable outside the nodes, in seconds.</summary>
    /// <value>Default 0: not modelled.</value>
    public double LatencySeconds { get; init; }

    /// <summary>Links and routes of <see cref="FabricKind.Zones"/>.</summary>
    internal ZonePlan? Zones { get; init; }

    /// <summary>How transfers use the links.</summary>
    /// <value>Default <see cref="TransferModel.Raw"/>, which suits RDMA.</value>
    public TransferModel Transfers { get; init; } = TransferModel.Raw;
}
