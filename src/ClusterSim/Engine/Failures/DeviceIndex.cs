using System.Collections.Immutable;
using ClusterSim.Platforms;

namespace ClusterSim.Engine.Failures;

/// <summary>Numbers all GPUs of a platform through, those of pools included.</summary>
internal sealed class DeviceIndex
{
    private readonly int[] _first;

    public DeviceIndex(ImmutableArray<Node> nodes)
    {
        _first = new int[nodes.Length + 1];
        for (int node = 0; node < nodes.Length; node++)
        {
            _first[node + 1] = _first[node] + nodes[node].Gpus;
        }
    }

    public int Count => _first[^1];

    public int Of(int node, int gpu) => _first[node] + gpu;

    /// <summary>First device of a node; of the number of nodes, the number of devices.</summary>
    public int First(int node) => _first[node];

    public (int Node, int Gpu) At(int device)
    {
        int found = Array.BinarySearch(_first, device);
        int node = found < 0 ? ~found - 1 : found;
        // Nodes without GPUs begin where the next one begins.
        while (_first[node + 1] == device)
        {
            node++;
        }

        return (node, device - _first[node]);
    }
}
