namespace ClusterSim.Platforms.Topology;

/// <summary>
/// Rails: NIC r of every node of a group hangs on rail switch r of the group; spines connect all rail switches. Traffic
/// between NICs of one number stays on its rail within a group.
/// </summary>
internal sealed class RailFabric : IFabric
{
    private readonly int[][] _nicUp;
    private readonly int[][] _railUp;
    private readonly int _groupSize, _spines;

    public RailFabric(FabricSpec spec, NicTable nics, TopologyBuilder graph)
    {
        _groupSize = spec.NodesPerTor > 0 ? spec.NodesPerTor : nics.Nodes;
        _spines = spec.Spines;
        int groups = (nics.Nodes + _groupSize - 1) / _groupSize;
        int rails = nics.MostNics;
        int[] switches = [.. Enumerable.Range(0, groups * rails).Select(_ => graph.AddSwitch(VertexKind.Tor))];
        double[] below = new double[switches.Length];
        _nicUp = new int[nics.Nodes][];
        for (int node = 0; node < nics.Nodes; node++)
        {
            _nicUp[node] = new int[nics.Count(node)];
            for (int nic = 0; nic < _nicUp[node].Length; nic++)
            {
                int rail = (TorOf(node) * rails) + nic;
                below[rail] += nics.Gbps(node);
                _nicUp[node][nic] =
                    graph.AddCable(nics.Vertex[node][nic], switches[rail], nics.Gbps(node), spec.LatencySeconds);
            }
        }

        int[] spines = [.. Enumerable.Range(0, _spines).Select(_ => graph.AddSwitch(VertexKind.Spine))];
        _railUp = [.. switches.Select((rail, i) => spines.Select(spine => graph.AddCable(
            rail, spine, below[i] / spec.OverSubscription / _spines, spec.LatencySeconds)).ToArray())];
        Rails = rails;
    }

    private int Rails { get; }

    public int TorOf(int node) => node / _groupSize;

    public int PodOf(int node) => 0;

    public Closeness Between(int nodeA, int nodeB) => TorOf(nodeA) == TorOf(nodeB) ? Closeness.Tor : Closeness.Pod;

    public void Route((int Node, int Nic) from, (int Node, int Nic) to, List<int> links)
    {
        int railFrom = (TorOf(from.Node) * Rails) + from.Nic;
        int railTo = (TorOf(to.Node) * Rails) + to.Nic;
        links.Add(_nicUp[from.Node][from.Nic]);
        if (railFrom != railTo)
        {
            int spine = (to.Node + to.Nic) % _spines;
            links.Add(_railUp[railFrom][spine]);
            links.Add(_railUp[railTo][spine] + 1);
        }

        links.Add(_nicUp[to.Node][to.Nic] + 1);
    }
}
