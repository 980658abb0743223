using System.Collections.Immutable;

namespace ClusterSim.Platforms.Topology;

/// <summary>The NICs of all nodes: how many a node has and how fast they are.</summary>
internal sealed class NicTable
{
    private readonly ImmutableArray<Node> _nodes;
    private readonly double _gbps;

    public NicTable(ImmutableArray<Node> nodes, FabricSpec fabric, TopologyBuilder graph)
    {
        (_nodes, _gbps) = (nodes, fabric.NicGbps);
        Vertex = new int[nodes.Length][];
        for (int node = 0; node < nodes.Length; node++)
        {
            Vertex[node] = new int[Count(node)];
            for (int nic = 0; nic < Vertex[node].Length; nic++)
            {
                Vertex[node][nic] = graph.AddDevice(VertexKind.Nic, node, nic);
            }
        }
    }

    /// <summary>The vertex of each NIC by node and number.</summary>
    public int[][] Vertex { get; }

    public int Nodes => _nodes.Length;

    /// <summary>Greatest number of NICs of a node.</summary>
    public int MostNics => Vertex.Max(nics => nics.Length);

    public int Count(int node) => Has(node) ? _nodes[node].RdmaNics!.Value : 1;

    public double Gbps(int node) => Has(node) ? _nodes[node].NicGbps : _gbps;

    /// <summary>Bandwidth of all NICs of a node in Gb/s.</summary>
    public double AllGbps(int node) => Count(node) * Gbps(node);

    private bool Has(int node) => _nodes[node] is { RdmaNics: > 0, NicGbps: > 0 };
}
