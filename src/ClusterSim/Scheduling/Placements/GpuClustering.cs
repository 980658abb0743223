using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// The baseline GpuClustering of "Beware of Fragmentation" (USENIX ATC 2023), after Gandiva (OSDI 2018): keeps
/// instances that ask for the same number of GPUs together, shares of a GPU being a number of their own. A node that
/// runs only such instances comes first, then one that runs others as well, then one without GPU jobs, then one with
/// only others; among these the one with least GPU share left, then the order of the platform. A GPU is shared where
/// least is left. For jobs without GPUs all nodes are equal.
/// </summary>
/// <remarks>
/// The artefact measures what is left by 8 GPUs on any platform and compares whole points.
/// <see cref="PolicyVariant.Corrected"/> measures by the largest node of the platform and compares the score itself.
/// </remarks>
/// <param name="variant">Default <see cref="PolicyVariant.Corrected"/>.</param>
public sealed class GpuClustering(PolicyVariant variant = PolicyVariant.Corrected) : IPlacement
{
    private readonly HighestScore _choice = new(new Score(variant == PolicyVariant.Artefact));

    /// <inheritdoc/>
    public string Name => "gpu-clustering";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => PartNames.Of(variant);

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand) => _choice.Place(free, demand);

    internal sealed class Score(bool artefact) : INodeScore
    {
        private const double OnlyTheSame = 75, TheSameAndOthers = 50, Idle = 25, OnlyOthers = 0, Fullness = 25;

        private NodeScale _full;

        public void Begin(FreeResources free) => _full = artefact ? NodeScale.Artefact : NodeScale.Of(free);

        public long Of(FreeResources free, int node, Demand demand)
        {
            if (demand.GpuKind < 0)
            {
                return 0;
            }

            double used = Fullness * (_full.GpuMilli - free.FreeGpuMilli(node)) / _full.GpuMilli;
            return NodeScale.Points(artefact ? Math.Truncate(used) : used, artefact)
                + NodeScale.Points(Company(free.InstancesByKind(node), demand.GpuKind), artefact);
        }

        private static double Company(ReadOnlySpan<int> instances, int kind)
        {
            bool same = instances[kind] > 0, others = false;
            for (int i = 0; i < instances.Length; i++)
            {
                others |= i != kind && instances[i] > 0;
            }

            return (same, others) switch
            {
                (true, false) => OnlyTheSame,
                (true, true) => TheSameAndOthers,
                (false, false) => Idle,
                _ => OnlyOthers,
            };
        }
    }
}
