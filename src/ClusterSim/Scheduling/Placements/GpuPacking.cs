namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// The baseline GpuPacking of "Beware of Fragmentation" (USENIX ATC 2023), after AntMan (OSDI 2020): an instance goes
/// to GPUs that are shared already, those with least left first; else to free GPUs of a node in use, the fewest that
/// do; else to an idle node, the one with fewest GPUs. Equal nodes in the order of the platform. For jobs without GPUs
/// all nodes are equal.
/// </summary>
/// <remarks>
/// Scores are whole points in the bounds that the artefact gives them: 50 to 100, 33 to 50, up to 33.
/// </remarks>
public sealed class GpuPacking : IPlacement
{
    private readonly HighestScore _choice = new(new Score());

    /// <inheritdoc/>
    public string Name => "gpu-packing";

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand) => _choice.Place(free, demand);

    internal sealed class Score : INodeScore
    {
        private const int SharedGpu = 100, FreeGpuOfUsedNode = 50, IdleNode = 33;

        public void Begin(FreeResources free)
        {
        }

        public long Of(FreeResources free, int node, Demand demand)
        {
            if (demand.PerInstance.Gpus == 0)
            {
                return 0;
            }

            int gpus = free.Nodes.Nodes[node].Gpus;
            if (free.WholeGpus(node) == gpus)
            {
                return Math.Max(IdleNode - gpus, gpus);
            }

            int least = demand.SharesGpu ? LeastLeft(free.GpuShares(node), demand.PerInstance.GpuMilli) : 1000;
            return least == 1000
                ? Math.Max(FreeGpuOfUsedNode - demand.PerInstance.Gpus, IdleNode)
                : Math.Max(SharedGpu - (least * 100 / 1000 / 10), FreeGpuOfUsedNode);
        }

        private static int LeastLeft(ReadOnlySpan<int> left, int wanted)
        {
            int least = 1000;
            foreach (int share in left)
            {
                least = share >= wanted ? Math.Min(least, share) : least;
            }

            return least;
        }
    }
}
