using System.Collections.Immutable;

namespace ClusterSim.Platforms.Topology;

/// <summary>
/// ToR switches, spines of pods, cores. With several spines a route goes by D-mod-k: the number of its destination
/// selects the spine and, with it, the core.
/// </summary>
internal sealed class FatTreeFabric : IFabric
{
    private readonly int[] _tor, _podOfTor;
    private readonly int[][] _nicUp;
    private readonly int[][] _torUp = [], _spineUp = [];
    private readonly int _spines;

    public FatTreeFabric(ImmutableArray<Node> nodes, FabricSpec spec, NicTable nics, TopologyBuilder graph)
    {
        _spines = spec.Spines;
        (_tor, _podOfTor) = Groups(nodes, spec);
        int[] tors = [.. _podOfTor.Select(_ => graph.AddSwitch(VertexKind.Tor))];
        double[] below = new double[tors.Length];
        _nicUp = new int[nodes.Length][];
        for (int node = 0; node < nodes.Length; node++)
        {
            below[_tor[node]] += nics.AllGbps(node);
            _nicUp[node] = [.. nics.Vertex[node].Select(nic =>
                graph.AddCable(nic, tors[_tor[node]], nics.Gbps(node), spec.LatencySeconds))];
        }

        if (tors.Length > 1)
        {
            (_torUp, _spineUp) = AddSpines(tors, below, spec, graph);
        }
    }

    public int TorOf(int node) => _tor[node];

    public int PodOf(int node) => _podOfTor[_tor[node]];

    public Closeness Between(int nodeA, int nodeB) =>
        _tor[nodeA] == _tor[nodeB] ? Closeness.Tor
        : PodOf(nodeA) == PodOf(nodeB) ? Closeness.Pod
        : Closeness.CrossPod;

    public void Route((int Node, int Nic) from, (int Node, int Nic) to, List<int> links)
    {
        (int torFrom, int torTo) = (_tor[from.Node], _tor[to.Node]);
        links.Add(_nicUp[from.Node][from.Nic]);
        if (torFrom != torTo)
        {
            int plane = (to.Node + to.Nic) % _spines;
            links.Add(_torUp[torFrom][plane]);
            if (_podOfTor[torFrom] != _podOfTor[torTo])
            {
                links.Add(_spineUp[_podOfTor[torFrom]][plane]);
                links.Add(_spineUp[_podOfTor[torTo]][plane] + 1);
            }

            links.Add(_torUp[torTo][plane] + 1);
        }

        links.Add(_nicUp[to.Node][to.Nic] + 1);
    }

    private (int[][] TorUp, int[][] SpineUp) AddSpines(
        int[] tors, double[] below, FabricSpec spec, TopologyBuilder graph)
    {
        int pods = _podOfTor.Max() + 1;
        int[][] spines = [.. Enumerable.Range(0, pods).Select(_ =>
            Enumerable.Range(0, _spines).Select(_ => graph.AddSwitch(VertexKind.Spine)).ToArray())];
        double[] podBelow = new double[pods];
        int[][] torUp = new int[tors.Length][];
        for (int tor = 0; tor < tors.Length; tor++)
        {
            double each = below[tor] / spec.OverSubscription / _spines;
            podBelow[_podOfTor[tor]] += each;
            torUp[tor] = [.. spines[_podOfTor[tor]].Select(spine =>
                graph.AddCable(tors[tor], spine, each, spec.LatencySeconds))];
        }

        if (pods == 1)
        {
            return (torUp, []);
        }

        int[] cores = [.. Enumerable.Range(0, _spines).Select(_ => graph.AddSwitch(VertexKind.Core))];
        int[][] spineUp = [.. spines.Select((of, pod) => of.Select((spine, plane) => graph.AddCable(
            spine, cores[plane], podBelow[pod] / spec.CoreOverSubscription, spec.LatencySeconds)).ToArray())];
        return (torUp, spineUp);
    }

    // Switches are numbered in the order of their first node.
    private static (int[] Tor, int[] PodOfTor) Groups(ImmutableArray<Node> nodes, FabricSpec spec)
    {
        Dictionary<(string Pod, string Tor, int Block), int> tors = [];
        Dictionary<(string Pod, int Block), int> pods = [];
        int[] tor = new int[nodes.Length];
        List<int> podOfTor = [];
        for (int node = 0; node < nodes.Length; node++)
        {
            var key = spec.NodesPerTor > 0
                ? (nodes[node].Pod, "", node / spec.NodesPerTor)
                : (nodes[node].Pod, nodes[node].Tor, 0);
            if (!tors.TryGetValue(key, out tor[node]))
            {
                tor[node] = tors.Count;
                tors.Add(key, tor[node]);
                var podKey = spec.TorsPerPod > 0 ? ("", tor[node] / spec.TorsPerPod) : (nodes[node].Pod, 0);
                if (!pods.TryGetValue(podKey, out int pod))
                {
                    pods.Add(podKey, pod = pods.Count);
                }

                podOfTor.Add(pod);
            }
        }

        return (tor, [.. podOfTor]);
    }
}
