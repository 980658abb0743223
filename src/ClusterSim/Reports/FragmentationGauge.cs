using System.Collections.Immutable;
using System.Numerics;
using ClusterSim.Impact;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>
/// Follows what is free on every node, so that the share of free GPUs that the workload's typical requests cannot use
/// is known at any moment. Only nodes that changed are looked at again.
/// </summary>
internal sealed class FragmentationGauge
{
    private readonly ImmutableArray<Node> _nodes;
    private readonly ImmutableArray<TargetShape> _target;
    private readonly int[][] _freeGpuMilli;
    private readonly long[] _freeMilli, _freeCpuMilli;
    private readonly double[] _fragmented;
    private readonly bool[] _stale, _down;

    public FragmentationGauge(Workload workload, Platform platform)
    {
        _nodes = platform.Nodes;
        _target = platform.Nodes.Any(node => node.Gpus > 0) ? Fragmentation.TargetOf(workload) : [];
        _freeGpuMilli = [.. _nodes.Select(node => node.IsPool ? [] : Enumerable.Repeat(1000, node.Gpus).ToArray())];
        _freeMilli = [.. _nodes.Select(node => node.Gpus * 1000L)];
        _freeCpuMilli = [.. _nodes.Select(node => node.CpuLimited ? node.CpuMilli : long.MaxValue / 2)];
        _fragmented = new double[_nodes.Length];
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
        if (_target.IsEmpty)
        {
            return null;
        }

        double unusable = 0;
        long free = 0;
        for (int node = 0; node < _nodes.Length; node++)
        {
            if (_stale[node])
            {
                _stale[node] = false;
                _fragmented[node] = Fragmentation.OfNode(
                    _freeCpuMilli[node], FreeGpus(node), _nodes[node].GpuModel, _target);
            }

            unusable += _down[node] ? 0 : _fragmented[node];
            free += _down[node] ? 0 : _freeMilli[node];
        }

        return free > 0 ? unusable / free : null;
    }

    // A pool does not tell its GPUs apart: as many as possible count as whole.
    private int[] FreeGpus(int node) => !_nodes[node].IsPool
        ? _freeGpuMilli[node]
        : [.. Enumerable.Repeat(1000, (int)(_freeMilli[node] / 1000)), (int)(_freeMilli[node] % 1000)];
}
