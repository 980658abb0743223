using System.Collections.Immutable;
using System.Numerics;
using ClusterSim.Platforms;

namespace ClusterSim.Scheduling;

/// <summary>
/// Follows what is free on every node, so that the share of free GPUs that the expected workload cannot use is known at
/// any moment. Only nodes that changed are looked at again.
/// </summary>
internal sealed class FragmentationGauge
{
    private readonly ImmutableArray<Node> _nodes;
    private readonly FragmentationMeasure _measure;
    private readonly int[][] _freeGpuMilli;
    private readonly long[] _freeMilli, _freeCpuMilli;
    private readonly FragmentationClasses[] _classes;
    private readonly bool[] _stale, _down;

    public FragmentationGauge(Platform platform, ImmutableArray<TargetShape> target)
    {
        _nodes = platform.Nodes;
        _measure = new FragmentationMeasure(target);
        _freeGpuMilli = [.. _nodes.Select(node => node.IsPool ? [] : Enumerable.Repeat(1000, node.Gpus).ToArray())];
        _freeMilli = [.. _nodes.Select(node => node.Gpus * 1000L)];
        _freeCpuMilli = [.. _nodes.Select(node => node.CpuLimited ? node.CpuMilli : long.MaxValue / 2)];
        _classes = new FragmentationClasses[_nodes.Length];
        _stale = [.. _nodes.Select(node => node.Gpus > 0)];
        _down = new bool[_nodes.Length];
    }

    /// <summary>Adds to what is free on a node; negative numbers take away.</summary>
    public void Change(int node, int gpuMilli, long cpuMilli, ulong gpuMask)
    {
        _freeMilli[node] += gpuMilli;
        _freeCpuMilli[node] += cpuMilli;
        _stale[node] = _nodes[node].Gpus > 0;
        int share = gpuMask == 0 ? 0 : gpuMilli / BitOperations.PopCount(gpuMask);
        for (ulong left = gpuMask; left != 0; left &= left - 1)
        {
            _freeGpuMilli[node][BitOperations.TrailingZeroCount(left)] += share;
        }
    }

    /// <summary>A node fails or comes back; what is free on a node that is down counts for nothing.</summary>
    public void SetDown(int node, bool down) => _down[node] = down;

    /// <summary>Unusable over free GPU share, 0 to 1; <c>null</c> when no GPU share is free.</summary>
    public double? Rate()
    {
        if (_measure.Target.IsEmpty)
        {
            return null;
        }

        double unusable = 0;
        long free = 0;
        for (int node = 0; node < _nodes.Length; node++)
        {
            Refresh(node);
            unusable += _down[node] ? 0 : _classes[node].Unusable;
            free += _down[node] ? 0 : _freeMilli[node];
        }

        return free > 0 ? unusable / free : null;
    }

    /// <summary>What the expected workload can do with the free share of all nodes that are up.</summary>
    public FragmentationClasses OfCluster()
    {
        FragmentationClasses sum = default;
        for (int node = 0; node < _nodes.Length; node++)
        {
            Refresh(node);
            sum += _down[node] ? default : _classes[node];
        }

        return sum;
    }

    private void Refresh(int node)
    {
        if (_stale[node])
        {
            _stale[node] = false;
            _classes[node] = _measure.OfNode(_freeCpuMilli[node], FreeGpus(node), _nodes[node].GpuModel);
        }
    }

    // A pool does not tell its GPUs apart: as many as possible count as whole.
    private int[] FreeGpus(int node) => !_nodes[node].IsPool
        ? _freeGpuMilli[node]
        : [.. Enumerable.Repeat(1000, (int)(_freeMilli[node] / 1000)), (int)(_freeMilli[node] % 1000)];
}
