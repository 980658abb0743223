using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// The baseline DotProd of "Beware of Fragmentation" (USENIX ATC 2023), after the vector bin packing of Tetris
/// (SIGCOMM 2014): puts each instance on the node for which the dot product of what is free and what is asked, CPU and
/// GPU share, is smallest; equal nodes in the order of the platform. A GPU is shared where least is left.
/// </summary>
/// <remarks>
/// The artefact measures both by 128 cores and 8 GPUs on any platform and compares whole points of 0 to 100.
/// <see cref="PolicyVariant.Corrected"/> measures by the largest node of the platform and compares the score itself.
/// </remarks>
/// <param name="variant">Default <see cref="PolicyVariant.Corrected"/>.</param>
public sealed class DotProduct(PolicyVariant variant = PolicyVariant.Corrected) : IPlacement
{
    private readonly HighestScore _choice = new(new Score(variant == PolicyVariant.Artefact));

    /// <inheritdoc/>
    public string Name => "dot-product";

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
            double product = (_full.Cpu(free, node) * (demand.PerInstance.CpuMilli / _full.CpuMilli))
                + (_full.Gpu(free, node) * (demand.PerInstance.TotalGpuMilli / _full.GpuMilli));
            return NodeScale.Points(100 * (1 - (product / 2)), artefact);
        }
    }
}
