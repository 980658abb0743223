using System.Collections.Immutable;
using ClusterSim.Platforms.Topology.Zones;

namespace ClusterSim.Platforms.Topology;

/// <summary>
/// A network whose links and routes were described one by one. Nodes that name one switch are under one ToR; a zone
/// is a pod.
/// </summary>
internal sealed class ZoneFabric : IFabric
{
    private readonly ZonePlan _plan;
    private readonly int[] _tor;
    private readonly int _first;

    public ZoneFabric(ImmutableArray<Node> nodes, ZonePlan plan, NicTable nics, TopologyBuilder graph)
    {
        _plan = plan;
        Dictionary<string, int> tors = new(StringComparer.Ordinal);
        _tor = [.. nodes.Select(node => tors.TryAdd(node.Tor, tors.Count) ? tors.Count - 1 : tors[node.Tor])];
        _first = graph.LinkCount;
        int above = graph.AddSwitch(VertexKind.Tor);
        foreach (ZoneLink link in plan.Links.All)
        {
            int below = link.Node < 0 ? above : nics.Vertex[link.Node][0];
            int cable = graph.AddCable(below, above, link.Gbps, link.LatencySeconds);
            graph.Describe(cable, link.Name, link.IsShared);
        }
    }

    public int TorOf(int node) => _tor[node];

    public int PodOf(int node) => _plan.ZoneOf(node);

    public Closeness Between(int nodeA, int nodeB) =>
        PodOf(nodeA) != PodOf(nodeB) ? Closeness.CrossPod
        : _tor[nodeA] == _tor[nodeB] ? Closeness.Tor
        : Closeness.Pod;

    public void Route((int Node, int Nic) from, (int Node, int Nic) to, List<int> links)
    {
        int before = links.Count;
        _plan.Route(from.Node, to.Node, links);
        for (int i = before; i < links.Count; i++)
        {
            links[i] += _first;
        }
    }
}
