namespace ClusterSim.Platforms.Topology;

/// <summary>
/// Groups of routers, all to all within a group, one cable between each two groups. Routes are minimal in Kim's sense:
/// to the router that has the cable to the other group, over it, to the router of the destination.
/// </summary>
internal sealed class DragonflyFabric : IFabric
{
    private readonly int[][] _nicUp;
    private readonly int[,] _link;
    private readonly int _groups, _routers, _nodesOfRouter;

    public DragonflyFabric(FabricSpec spec, NicTable nics, TopologyBuilder graph)
    {
        (_groups, _routers, _nodesOfRouter) = (spec.Dimensions[0], spec.Dimensions[1], spec.Dimensions[2]);
        double gbps = spec.LinkGbps > 0 ? spec.LinkGbps : nics.AllGbps(0);
        int count = _groups * _routers;
        int[] routers = [.. Enumerable.Range(0, count).Select(_ => graph.AddSwitch(VertexKind.Tor))];
        _nicUp = [.. Enumerable.Range(0, nics.Nodes).Select(node => nics.Vertex[node].Select(nic =>
            graph.AddCable(nic, routers[TorOf(node)], nics.Gbps(node), spec.LatencySeconds)).ToArray())];
        _link = new int[count, count];
        for (int a = 0; a < count; a++)
        {
            for (int b = a + 1; b < count; b++)
            {
                if (AreCabled(a, b))
                {
                    double ratio = PodOfRouter(a) == PodOfRouter(b) ? spec.OverSubscription : spec.CoreOverSubscription;
                    _link[a, b] = graph.AddCable(routers[a], routers[b], gbps / ratio, spec.LatencySeconds);
                    _link[b, a] = _link[a, b] + 1;
                }
            }
        }
    }

    public int TorOf(int node) => node / _nodesOfRouter;

    public int PodOf(int node) => PodOfRouter(TorOf(node));

    public Closeness Between(int nodeA, int nodeB) =>
        TorOf(nodeA) == TorOf(nodeB) ? Closeness.Tor
        : PodOf(nodeA) == PodOf(nodeB) ? Closeness.Pod
        : Closeness.CrossPod;

    public void Route((int Node, int Nic) from, (int Node, int Nic) to, List<int> links)
    {
        (int at, int end) = (TorOf(from.Node), TorOf(to.Node));
        links.Add(_nicUp[from.Node][from.Nic]);
        if (PodOf(from.Node) != PodOf(to.Node))
        {
            at = Step(at, Gateway(PodOf(from.Node), PodOf(to.Node)), links);
            at = Step(at, Gateway(PodOf(to.Node), PodOf(from.Node)), links);
        }

        Step(at, end, links);
        links.Add(_nicUp[to.Node][to.Nic] + 1);
    }

    private int PodOfRouter(int router) => router / _routers;

    private int Step(int from, int to, List<int> links)
    {
        if (from != to)
        {
            links.Add(_link[from, to]);
        }

        return to;
    }

    private bool AreCabled(int a, int b)
    {
        (int groupA, int groupB) = (PodOfRouter(a), PodOfRouter(b));
        return groupA == groupB || (Gateway(groupA, groupB) == a && Gateway(groupB, groupA) == b);
    }

    // The router of a group that has the cable to another one: the other groups in turn.
    private int Gateway(int group, int other) =>
        (group * _routers) + ((other > group ? other - 1 : other) % _routers);
}
