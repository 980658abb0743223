using System.Collections.Immutable;
using ClusterSim.Platforms;

namespace ClusterSim.Scheduling;

/// <summary>
/// The unchanging side of the nodes in dense form: where each node's devices lie in the flat arrays, its class and its
/// switch.
/// </summary>
internal sealed class NodeCatalog
{
    public NodeCatalog(Platform platform, int[] nodeClass)
    {
        Nodes = platform.Nodes;
        NodeClass = nodeClass;
        FirstGpu = new int[Nodes.Length + 1];
        FirstNic = new int[Nodes.Length + 1];
        Tor = new int[Nodes.Length];
        Dictionary<string, int> tors = new(StringComparer.Ordinal);
        for (int node = 0; node < Nodes.Length; node++)
        {
            FirstGpu[node + 1] = FirstGpu[node] + (Nodes[node].IsPool ? 0 : Nodes[node].Gpus);
            FirstNic[node + 1] = FirstNic[node] + (Nodes[node].RdmaNics ?? 0);
            if (!tors.TryGetValue(Nodes[node].Tor, out Tor[node]))
            {
                tors.Add(Nodes[node].Tor, Tor[node] = tors.Count);
            }

            AnyCpuUnlimited |= !Nodes[node].CpuLimited;
        }
    }

    public ImmutableArray<Node> Nodes { get; }

    public int[] NodeClass { get; }

    public int[] FirstGpu { get; }

    public int[] FirstNic { get; }

    public int[] Tor { get; }

    public bool AnyCpuUnlimited { get; }

    public int TrackedGpus => FirstGpu[^1];

    public int Nics => FirstNic[^1];
}
