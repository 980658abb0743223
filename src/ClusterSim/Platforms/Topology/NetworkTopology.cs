using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms.Topology;

/// <summary>
/// The network of a platform as a graph: GPUs, NVLink islands, PCIe switches, sockets, NICs, ToR or rail switches,
/// spines and cores, joined by links with bandwidth and latency. Routes are deterministic. Immutable.
/// </summary>
public sealed class NetworkTopology
{
    private readonly IFabric _fabric;
    private readonly NodeInterior?[] _inside;
    private readonly NicTable _nics;
    private readonly ImmutableArray<Node> _nodes;
    private readonly Dictionary<int, string> _names;
    private readonly HashSet<int> _shared;

    private NetworkTopology(Platform platform, FabricSpec spec)
    {
        TopologyBuilder graph = new();
        _nodes = platform.Nodes;
        Transfers = spec.Transfers;
        _nics = new NicTable(_nodes, spec, graph);
        _fabric = spec.Kind switch
        {
            FabricKind.RailOptimised => new RailFabric(spec, _nics, graph),
            FabricKind.Dragonfly => new DragonflyFabric(spec, _nics, graph),
            FabricKind.Torus => new TorusFabric(spec, _nics, graph),
            FabricKind.Zones => new ZoneFabric(_nodes, spec.Zones!, _nics, graph),
            _ => new FatTreeFabric(_nodes, spec, _nics, graph),
        };
        NetworkLinks = graph.Links.Length;
        _inside = [.. _nodes.Select((node, i) =>
            node is { Inside: not null, IsPool: false, Gpus: > 0 }
                ? new NodeInterior(i, node, _nics.Vertex[i], graph)
                : null)];
        (Vertices, Links) = (graph.Vertices, graph.Links);
        (_names, _shared) = (graph.Names, graph.Shared);
    }

    /// <summary>All vertices; a link names them by their position here.</summary>
    public ImmutableArray<TopologyVertex> Vertices { get; }

    /// <summary>All links, both directions of each cable; those outside the nodes first.</summary>
    public ImmutableArray<TopologyLink> Links { get; }

    /// <summary>Number of the links outside the nodes; their indices are below it.</summary>
    public int NetworkLinks { get; }

    /// <summary>How transfers use the links.</summary>
    public TransferModel Transfers { get; }

    /// <summary>The network of a platform; <c>null</c> when it describes none.</summary>
    /// <param name="platform">The platform.</param>
    /// <exception cref="PlatformException">The network does not fit the nodes: all problems are listed.</exception>
    public static NetworkTopology? Of(Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        if (platform.Network.Fabric is not { } spec)
        {
            return null;
        }

        ImmutableArray<PlatformProblem> problems =
            [.. FabricCheck.Problems(platform.Nodes, spec)
                .Select(found => new PlatformProblem("network." + found.Key, found.Message))];
        return problems.IsEmpty
            ? new NetworkTopology(platform, spec)
            : throw new PlatformException(platform.Name, problems);
    }

    /// <summary>How close two nodes are.</summary>
    /// <param name="nodeA">Index of a node.</param>
    /// <param name="nodeB">Index of a node.</param>
    public Closeness Between(int nodeA, int nodeB) =>
        nodeA == nodeB ? Closeness.Node : _fabric.Between(nodeA, nodeB);

    /// <summary>How close two GPUs are. In a node whose inside is not described they are on one node.</summary>
    /// <param name="nodeA">Index of the node of the first one.</param>
    /// <param name="gpuA">Its number on the node.</param>
    /// <param name="nodeB">Index of the node of the second one.</param>
    /// <param name="gpuB">Its number on the node.</param>
    public Closeness Between(int nodeA, int gpuA, int nodeB, int gpuB) =>
        nodeA != nodeB ? Between(nodeA, nodeB)
        : gpuA == gpuB ? Closeness.Gpu
        : _inside[nodeA]?.Between(gpuA, gpuB) ?? Closeness.Node;

    /// <summary>The links from one GPU to another one, in order; empty for a GPU itself.</summary>
    /// <param name="nodeA">Index of the node of the first one.</param>
    /// <param name="gpuA">Its number on the node.</param>
    /// <param name="nodeB">Index of the node of the second one.</param>
    /// <param name="gpuB">Its number on the node.</param>
    /// <returns>Indices into <see cref="Links"/>.</returns>
    public ImmutableArray<int> Route(int nodeA, int gpuA, int nodeB, int gpuB)
    {
        List<int> links = [];
        if (nodeA == nodeB)
        {
            RouteInside(nodeA, gpuA, gpuB, links);
        }
        else
        {
            RouteBetween((nodeA, gpuA, NicOf(nodeA, gpuA)), (nodeB, gpuB, NicOf(nodeB, gpuB)), links);
        }

        return [.. links];
    }

    /// <summary>The name of a link, e.g. <c>node-3/nic-0 > tor-1</c>, or that of its description.</summary>
    /// <param name="link">Index into <see cref="Links"/>.</param>
    public string NameOf(int link) => _names.TryGetValue(link, out string? name)
        ? name
        : $"{VertexName(Links[link].From)} > {VertexName(Links[link].To)}";

    /// <summary>The name of a vertex, e.g. <c>node-3/nic-0</c> or <c>spine-2</c>.</summary>
    /// <param name="vertex">Index into <see cref="Vertices"/>.</param>
    public string VertexName(int vertex)
    {
        TopologyVertex of = Vertices[vertex];
        string kind = of.Kind switch
        {
            VertexKind.PcieSwitch => "pcie-switch",
            var other => other.ToString().ToLowerInvariant(),
        };
        string own = string.Create(CultureInfo.InvariantCulture, $"{kind}-{of.Number}");
        return of.Node < 0 ? own : $"{_nodes[of.Node].Name}/{own}";
    }

    /// <summary>The other direction of a link; itself where both directions share the bandwidth.</summary>
    /// <param name="link">Index into <see cref="Links"/>.</param>
    internal int Back(int link) => _shared.Contains(link) ? link : link ^ 1;

    internal int TorOf(int node) => _fabric.TorOf(node);

    internal int PodOf(int node) => _fabric.PodOf(node);

    internal int NicCount(int node) => _nics.Count(node);

    internal double NicBytesPerSecond(int node) => _nics.Gbps(node) * 1e9 / 8;

    /// <summary>Whether the links between the GPUs of a node are described.</summary>
    internal bool HasInside(int node) => _inside[node] is not null;

    /// <summary>The NIC that serves a GPU.</summary>
    internal int NicOf(int node, int gpu) =>
        _inside[node]?.NicOf(gpu) ?? Math.Min(gpu * _nics.Count(node) / Math.Max(_nodes[node].Gpus, 1),
            _nics.Count(node) - 1);

    internal void RouteInside(int node, int gpuA, int gpuB, List<int> links) =>
        _inside[node]?.Route(gpuA, gpuB, links);

    /// <summary>
    /// The links from a GPU over a given NIC of its node to a GPU behind a given NIC of another one; from the NIC on
    /// where the number of the GPU is -1.
    /// </summary>
    internal void RouteBetween(
        (int Node, int Gpu, int Nic) from, (int Node, int Gpu, int Nic) to, List<int> links)
    {
        if (from.Gpu >= 0)
        {
            _inside[from.Node]?.ToNic(from.Gpu, from.Nic, links);
        }

        _fabric.Route((from.Node, from.Nic), (to.Node, to.Nic), links);
        if (to.Gpu >= 0)
        {
            _inside[to.Node]?.FromNic(to.Nic, to.Gpu, links);
        }
    }
}
