using System.Collections.Immutable;

namespace ClusterSim.Platforms.Topology;

/// <summary>
/// A router at each node and cables to the neighbours in each dimension. Routes go through the dimensions in order, the
/// shorter way around; upwards where both are equal.
/// </summary>
internal sealed class TorusFabric : IFabric
{
    private readonly ImmutableArray<int> _sizes;
    private readonly int[][] _nicUp;
    private readonly int[][] _next;
    private readonly int[] _stride;

    public TorusFabric(FabricSpec spec, NicTable nics, TopologyBuilder graph)
    {
        _sizes = spec.Dimensions;
        _stride = new int[_sizes.Length];
        int count = 1;
        for (int i = 0; i < _sizes.Length; i++)
        {
            _stride[i] = count;
            count *= _sizes[i];
        }

        double gbps = (spec.LinkGbps > 0 ? spec.LinkGbps : nics.AllGbps(0)) / spec.OverSubscription;
        int[] routers = [.. Enumerable.Range(0, count).Select(_ => graph.AddSwitch(VertexKind.Tor))];
        _nicUp = [.. Enumerable.Range(0, nics.Nodes).Select(node => nics.Vertex[node].Select(nic =>
            graph.AddCable(nic, routers[node], nics.Gbps(node), spec.LatencySeconds)).ToArray())];
        _next = [.. routers.Select((router, i) => Enumerable.Range(0, _sizes.Length).Select(dimension =>
            graph.AddCable(router, routers[Neighbour(i, dimension)], gbps, spec.LatencySeconds)).ToArray())];
    }

    public int TorOf(int node) => node / _sizes[0];

    public int PodOf(int node) => _sizes.Length < 3 ? 0 : node / (_sizes[0] * _sizes[1]);

    public Closeness Between(int nodeA, int nodeB) =>
        TorOf(nodeA) == TorOf(nodeB) ? Closeness.Tor
        : PodOf(nodeA) == PodOf(nodeB) ? Closeness.Pod
        : Closeness.CrossPod;

    public void Route((int Node, int Nic) from, (int Node, int Nic) to, List<int> links)
    {
        links.Add(_nicUp[from.Node][from.Nic]);
        int at = from.Node;
        for (int dimension = 0; dimension < _sizes.Length; dimension++)
        {
            int size = _sizes[dimension];
            int ahead = (Coordinate(to.Node, dimension) - Coordinate(at, dimension) + size) % size;
            bool up = ahead <= size - ahead;
            for (int left = up ? ahead : size - ahead; left > 0; left--)
            {
                int before = up ? at : Neighbour(at, dimension, -1);
                links.Add(_next[before][dimension] + (up ? 0 : 1));
                at = up ? Neighbour(at, dimension) : before;
            }
        }

        links.Add(_nicUp[to.Node][to.Nic] + 1);
    }

    private int Coordinate(int node, int dimension) => node / _stride[dimension] % _sizes[dimension];

    private int Neighbour(int node, int dimension, int step = 1)
    {
        int size = _sizes[dimension];
        int here = Coordinate(node, dimension);
        return node + ((((here + step + size) % size) - here) * _stride[dimension]);
    }
}
