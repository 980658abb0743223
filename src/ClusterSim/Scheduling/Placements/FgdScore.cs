using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Placements;

/// <summary>By how much the fragmentation of a node shrinks when an instance comes to it, on its best GPU.</summary>
internal sealed class FgdScore(bool artefact) : INodeScore
{
    // A millionth of a milli-GPU: far above the rounding of a sum, far below any difference that matters.
    private const double Quantum = 1e-6;

    private FragmentationMeasure _measure = new([]);
    private int[] _fitting = [], _slivers = [], _fittingAfter = [], _sliversAfter = [], _modelRow = [];
    private long[] _stamp = [];
    private double[] _before = [];

    /// <summary>The expected workload, to be set before the first score of a run.</summary>
    public ImmutableArray<TargetShape> Target { get; set; } = [];

    public void Begin(FreeResources free)
    {
        _measure = new FragmentationMeasure(Target);
        int shares = _measure.Shares.Length, nodes = free.NodeCount;
        (_fitting, _slivers) = (new int[nodes * shares], new int[nodes * shares]);
        (_fittingAfter, _sliversAfter) = (new int[shares], new int[shares]);
        (_before, _stamp) = (new double[nodes], new long[nodes]);
        Array.Fill(_stamp, -1);
        _modelRow = [.. free.Nodes.Nodes.Select(node => _measure.ModelRow(node.GpuModel))];
    }

    public long Of(FreeResources free, int node, Demand demand) => Best(free, node, demand).Score;

    public int GpuFor(FreeResources free, int node, Demand demand) => Best(free, node, demand).Gpu;

    private (long Score, int Gpu) Best(FreeResources free, int node, Demand demand)
    {
        if (_stamp[node] != free.StampOf(node))
        {
            _stamp[node] = free.StampOf(node);
            _before[node] = CountBefore(free, node);
        }

        if (demand.SharesGpu && !free.Nodes.Nodes[node].IsPool)
        {
            return BestGpu(free, node, demand);
        }

        GpuCounts after = After(node);
        if (free.Nodes.Nodes[node].IsPool)
        {
            after.CountPool(free.FreeGpuMilli(node) - demand.PerInstance.TotalGpuMilli);
        }
        else
        {
            after.Add(1000, -demand.PerInstance.Gpus);
        }

        return (Score(free, node, demand, after), -1);
    }

    private (long Score, int Gpu) BestGpu(FreeResources free, int node, Demand demand)
    {
        ReadOnlySpan<int> left = free.GpuShares(node);
        (long Score, int Gpu) best = (long.MinValue, -1);
        for (int gpu = 0; gpu < left.Length; gpu++)
        {
            // A GPU with as much left as one before it makes the same difference.
            if (left[gpu] < demand.PerInstance.GpuMilli || left[..gpu].Contains(left[gpu]))
            {
                continue;
            }

            GpuCounts after = After(node);
            after.Add(left[gpu], -1);
            after.Add(left[gpu] - demand.PerInstance.GpuMilli, 1);
            long score = Score(free, node, demand, after);
            best = score > best.Score ? (score, gpu) : best;
        }

        return best;
    }

    private long Score(FreeResources free, int node, Demand demand, GpuCounts after)
    {
        long cpu = free.FreeCpuMilli(node) - demand.PerInstance.CpuMilli;
        int milli = free.FreeGpuMilli(node) - demand.PerInstance.TotalGpuMilli;
        double descent = _before[node] - _measure.Classify(_modelRow[node], cpu, milli, after).Unusable;
        return artefact
            ? (long)(100 / (1 + Math.Exp(-descent / 1000)))
            : (long)Math.Round(descent / Quantum);
    }

    private double CountBefore(FreeResources free, int node)
    {
        GpuCounts counts = Before(node);
        if (free.Nodes.Nodes[node].IsPool)
        {
            counts.CountPool(free.FreeGpuMilli(node));
        }
        else
        {
            counts.Count(free.GpuShares(node));
        }

        return _measure.Classify(_modelRow[node], free.FreeCpuMilli(node), free.FreeGpuMilli(node), counts).Unusable;
    }

    private GpuCounts Before(int node)
    {
        int shares = _measure.Shares.Length;
        return new(
            _measure.Shares, _fitting.AsSpan(node * shares, shares), _slivers.AsSpan(node * shares, shares));
    }

    private GpuCounts After(int node)
    {
        GpuCounts after = new(_measure.Shares, _fittingAfter, _sliversAfter);
        after.CopyFrom(Before(node));
        return after;
    }
}
