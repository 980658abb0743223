namespace ClusterSim.Platforms.Topology;

/// <summary>
/// The links inside one node: GPUs on islands and PCIe switches, these on sockets, NICs on the switches in turn.
/// </summary>
internal sealed class NodeInterior
{
    private readonly NodeInside _inside;
    private readonly int[] _gpuToIsland, _gpuToSwitch, _switchUp, _nicToSwitch;
    private readonly int[,] _socketLink;
    private readonly int _gpus, _switchGpus, _switches;

    public NodeInterior(int index, Node node, int[] nics, TopologyBuilder graph)
    {
        _inside = node.Inside!;
        _gpus = node.Gpus;
        _switchGpus = _inside.SwitchGpus > 0
            ? _inside.SwitchGpus
            : (node.Gpus + _inside.Sockets - 1) / _inside.Sockets;
        _switches = (_gpus + _switchGpus - 1) / _switchGpus;
        int[] gpus = Devices(graph, VertexKind.Gpu, index, _gpus);
        int[] switches = Devices(graph, VertexKind.PcieSwitch, index, _switches);
        int[] sockets = Devices(graph, VertexKind.Socket, index, _inside.Sockets);
        double latency = _inside.LatencySeconds;
        _gpuToSwitch = [.. gpus.Select((gpu, i) =>
            graph.AddCable(gpu, switches[i / _switchGpus], _inside.PcieGbps, latency))];
        _switchUp = [.. switches.Select((from, i) =>
            graph.AddCable(from, sockets[SocketOf(i)], _inside.PcieGbps, latency))];
        _nicToSwitch = [.. nics.Select((nic, i) =>
            graph.AddCable(nic, switches[i * _switches / nics.Length], _inside.PcieGbps, latency))];
        _gpuToIsland = _inside.IslandGpus == 0 ? [] : AddIslands(graph, index, gpus);
        _socketLink = new int[sockets.Length, sockets.Length];
        for (int a = 0; a < sockets.Length; a++)
        {
            for (int b = a + 1; b < sockets.Length; b++)
            {
                double gbps = _inside.SocketGbps > 0 ? _inside.SocketGbps : _inside.PcieGbps;
                _socketLink[a, b] = graph.AddCable(sockets[a], sockets[b], gbps, latency);
                _socketLink[b, a] = _socketLink[a, b] + 1;
            }
        }
    }

    public Closeness Between(int gpuA, int gpuB) =>
        gpuA == gpuB ? Closeness.Gpu
        : ShareIsland(gpuA, gpuB) ? Closeness.Island
        : gpuA / _switchGpus == gpuB / _switchGpus ? Closeness.PcieSwitch
        : SocketOf(gpuA / _switchGpus) == SocketOf(gpuB / _switchGpus) ? Closeness.Socket
        : Closeness.Node;

    /// <summary>The NIC that is closest to a GPU.</summary>
    public int NicOf(int gpu) => gpu * _nicToSwitch.Length / _gpus;

    public void Route(int gpuA, int gpuB, List<int> links)
    {
        if (gpuA == gpuB)
        {
            return;
        }

        bool overIsland = ShareIsland(gpuA, gpuB);
        int[] up = overIsland ? _gpuToIsland : _gpuToSwitch;
        links.Add(up[gpuA]);
        if (!overIsland)
        {
            AddBetween(gpuA / _switchGpus, gpuB / _switchGpus, links);
        }

        links.Add(up[gpuB] + 1);
    }

    public void ToNic(int gpu, int nic, List<int> links)
    {
        links.Add(_gpuToSwitch[gpu]);
        AddBetween(gpu / _switchGpus, SwitchOfNic(nic), links);
        links.Add(_nicToSwitch[nic] + 1);
    }

    public void FromNic(int nic, int gpu, List<int> links)
    {
        links.Add(_nicToSwitch[nic]);
        AddBetween(SwitchOfNic(nic), gpu / _switchGpus, links);
        links.Add(_gpuToSwitch[gpu] + 1);
    }

    private static int[] Devices(TopologyBuilder graph, VertexKind kind, int node, int count) =>
        [.. Enumerable.Range(0, count).Select(i => graph.AddDevice(kind, node, i))];

    private int[] AddIslands(TopologyBuilder graph, int index, int[] gpus)
    {
        int size = _inside.IslandGpus;
        int[] islands = Devices(graph, VertexKind.Island, index, (_gpus + size - 1) / size);
        return [.. gpus.Select((gpu, i) =>
            graph.AddCable(gpu, islands[i / size], _inside.NvlinkGbps, _inside.LatencySeconds))];
    }

    private void AddBetween(int switchA, int switchB, List<int> links)
    {
        if (switchA == switchB)
        {
            return;
        }

        links.Add(_switchUp[switchA]);
        if (SocketOf(switchA) != SocketOf(switchB))
        {
            links.Add(_socketLink[SocketOf(switchA), SocketOf(switchB)]);
        }

        links.Add(_switchUp[switchB] + 1);
    }

    private bool ShareIsland(int gpuA, int gpuB) =>
        _inside.IslandGpus > 0 && gpuA / _inside.IslandGpus == gpuB / _inside.IslandGpus;

    private int SocketOf(int pcieSwitch) => pcieSwitch * _inside.Sockets / _switches;

    private int SwitchOfNic(int nic) => nic * _switches / _nicToSwitch.Length;
}
