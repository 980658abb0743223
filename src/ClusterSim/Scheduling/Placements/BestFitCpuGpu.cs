using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Best fit over two resources, the baseline BestFit of "Beware of Fragmentation" (USENIX ATC 2023): puts each instance
/// on the node that has least of CPU and GPU share left after it, each measured by what a full node has and both
/// weighed evenly; equal nodes in the order of the platform. A GPU is shared where least is left.
/// </summary>
/// <remarks>
/// The artefact measures by 128 cores and 8 GPUs on any platform and compares whole points of 0 to 100.
/// <see cref="PolicyVariant.Corrected"/> measures by the largest node of the platform and compares the score itself.
/// The artefact also stretches the points of the nodes that fit to 0 to 100; on nodes of up to 128 cores and 8 GPUs
/// that changes neither order nor ties, so it is left out.
/// </remarks>
/// <param name="variant">Default <see cref="PolicyVariant.Corrected"/>.</param>
public sealed class BestFitCpuGpu(PolicyVariant variant = PolicyVariant.Corrected) : IPlacement
{
    private readonly HighestScore _choice = new(new Score(variant == PolicyVariant.Artefact));

    /// <inheritdoc/>
    public string Name => "best-fit-cpu-gpu";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => PartNames.Of(variant);

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand) => _choice.Place(free, demand);

    internal sealed class Score(bool artefact) : INodeScore
    {
        private NodeScale _full;

        public void Begin(FreeResources free) => _full = artefact ? NodeScale.Artefact : NodeScale.Of(free);

        public long Of(FreeResources free, int node, Demand demand)
        {
            double cpu = _full.Cpu(free, node) - (demand.PerInstance.CpuMilli / _full.CpuMilli),
                gpu = (free.FreeGpuMilli(node) - demand.PerInstance.TotalGpuMilli) / _full.GpuMilli;
            return NodeScale.Points((1 - ((cpu * 0.5) + (gpu * 0.5))) * 100, artefact);
        }
    }
}
