using ClusterSim.Platforms;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>Picks the cheapest GPUs of the node on which a gang is cheapest.</summary>
internal sealed class GpuPick
{
    private readonly (double Cost, int Gpu)[] _gpus = new (double, int)[Node.MaxTrackedGpus];

    /// <summary>
    /// A placement of the whole gang on one node, or <c>null</c>. The node with the least sum of costs wins, then the
    /// first.
    /// </summary>
    /// <param name="free">Nodes that are down or not accepted are left out.</param>
    /// <param name="demand">What the job needs; whole GPUs.</param>
    /// <param name="loads">How many GPUs nodes have.</param>
    /// <param name="cost">Cost of a GPU by node and number; infinity for one that cannot be had.</param>
    public Placement? Cheapest(FreeResources free, Demand demand, GpuLoads loads, Func<int, int, double> cost)
    {
        int wanted = demand.TotalGpus;
        (double best, int bestNode, ulong bestMask) = (double.PositiveInfinity, -1, 0);
        for (int node = 0; node < free.NodeCount; node++)
        {
            if (loads.Gpus(node) >= wanted && free.IsUp(node) && free.Accepts(node, demand)
                && Sum(node, wanted, loads, cost) is var (sum, mask) && sum < best)
            {
                (best, bestNode, bestMask) = (sum, node, mask);
            }
        }

        return bestNode < 0 ? null : new Placement([new PlacementSlice(bestNode, demand.Instances, bestMask)]);
    }

    private (double Sum, ulong Mask) Sum(int node, int wanted, GpuLoads loads, Func<int, int, double> cost)
    {
        int count = loads.Gpus(node);
        for (int gpu = 0; gpu < count; gpu++)
        {
            _gpus[gpu] = (cost(node, gpu), gpu);
        }

        Array.Sort(_gpus, 0, count);
        (double sum, ulong mask) = (0, 0);
        for (int i = 0; i < wanted; i++)
        {
            sum += _gpus[i].Cost;
            mask |= 1UL << _gpus[i].Gpu;
        }

        return (sum, mask);
    }
}
