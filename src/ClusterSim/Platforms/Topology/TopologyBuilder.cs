using System.Collections.Immutable;

namespace ClusterSim.Platforms.Topology;

/// <summary>Collects the vertices and cables of a network.</summary>
internal sealed class TopologyBuilder
{
    private const double BytesPerSecondOfGbps = 1e9 / 8;

    private readonly ImmutableArray<TopologyVertex>.Builder _vertices = ImmutableArray.CreateBuilder<TopologyVertex>();
    private readonly ImmutableArray<TopologyLink>.Builder _links = ImmutableArray.CreateBuilder<TopologyLink>();
    private readonly int[] _switches = new int[Enum.GetValues<VertexKind>().Length];

    public ImmutableArray<TopologyVertex> Vertices => _vertices.ToImmutable();

    public ImmutableArray<TopologyLink> Links => _links.ToImmutable();

    public int AddDevice(VertexKind kind, int node, int number)
    {
        _vertices.Add(new TopologyVertex(kind, node, number));
        return _vertices.Count - 1;
    }

    public int AddSwitch(VertexKind kind) => AddDevice(kind, -1, _switches[(int)kind]++);

    /// <summary>Adds a cable.</summary>
    /// <returns>The index of its direction from <paramref name="from"/>; the other one is the next.</returns>
    public int AddCable(int from, int to, double gbps, double latencySeconds)
    {
        double bytesPerSecond = gbps * BytesPerSecondOfGbps;
        _links.Add(new TopologyLink(from, to, bytesPerSecond, latencySeconds));
        _links.Add(new TopologyLink(to, from, bytesPerSecond, latencySeconds));
        return _links.Count - 2;
    }
}
