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

    public int LinkCount => _links.Count;

    /// <summary>Names of links that have one of their own.</summary>
    public Dictionary<int, string> Names { get; } = [];

    /// <summary>Links whose other direction is themselves.</summary>
    public HashSet<int> Shared { get; } = [];

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

    /// <summary>Names a cable; where both directions share its bandwidth, only the first is ever used.</summary>
    public void Describe(int cable, string name, bool isShared)
    {
        Names[cable] = isShared ? name : name + "_UP";
        if (isShared)
        {
            Shared.Add(cable);
        }
        else
        {
            Names[cable + 1] = name + "_DOWN";
        }
    }
}
