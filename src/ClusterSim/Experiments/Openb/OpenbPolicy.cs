using System.Collections.Immutable;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Experiments.Openb;

/// <summary>One of the policies that the paper compares.</summary>
/// <param name="Published">Name in the published tables, e.g. <c>06-FGD</c>.</param>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="Make">Its placement for an expected workload.</param>
internal sealed record OpenbPolicy(
    string Published, string Name, Func<ImmutableArray<TargetShape>, PolicyVariant, IPlacement> Make)
{
    public static ImmutableArray<OpenbPolicy> All { get; } =
    [
        new("01-Random", "random-fit", (_, variant) => new RandomFit(variant)),
        new("02-DotProd", "dot-product", (_, variant) => new DotProduct(variant)),
        new("03-GpuClustering", "gpu-clustering", (_, variant) => new GpuClustering(variant)),
        new("04-GpuPacking", "gpu-packing", (_, _) => new GpuPacking()),
        new("05-BestFit", "best-fit-cpu-gpu", (_, variant) => new BestFitCpuGpu(variant)),
        new("06-FGD", "fgd", (target, variant) => new Fgd(new FgdOptions { Target = target, Variant = variant })),
    ];

    /// <summary>
    /// Whether its runs depend on numbers that the artefact draws in an order that cannot be repeated.
    /// </summary>
    public bool Draws => Name == "random-fit";

    /// <summary>The policy for one run.</summary>
    public ISchedulingPolicy Create(ImmutableArray<TargetShape> target, PolicyVariant variant) =>
        new ComposedPolicy(Name, new FifoOrder(), BackfillKind.Skip, Make(target, variant));
}
