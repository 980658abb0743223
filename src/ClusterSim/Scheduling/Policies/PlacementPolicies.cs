using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// The catalog's entries for the policies that "Beware of Fragmentation" (USENIX ATC 2023) compares: jobs in order of
/// submission, those that do not fit are skipped, and what differs is where a job is placed.
/// </summary>
internal static class PlacementPolicies
{
    private const string TypicalShare = "typical-share";

    private static readonly PolicyOption s_share = new(
        TypicalShare, "0.95", "a number above 0, at most 1",
        "Share of all requests of the run that the most popular shapes must cover to make the expected workload.",
        "hkust-adsl/kubernetes-scheduler-simulator, experiments");

    /// <summary>All of them.</summary>
    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        Of("fgd", "where fragmentation grows least (FGD, ATC 2023)", [PolicyVariants.Option, s_share], Fgd),
        Of("best-fit-cpu-gpu", "where least CPU and GPU share remains",
            [PolicyVariants.Option], values => new BestFitCpuGpu(PolicyVariants.Of(values))),
        Of("dot-product", "where the product of free and asked is least",
            [PolicyVariants.Option], values => new DotProduct(PolicyVariants.Of(values))),
        Of("gpu-clustering", "beside jobs with as many GPUs",
            [PolicyVariants.Option], values => new GpuClustering(PolicyVariants.Of(values))),
        Of("gpu-packing", "on shared GPUs, then used nodes, then idle ones", [], _ => new GpuPacking()),
        Of("random-fit", "on a node drawn among those that fit",
            [PolicyVariants.Option], values => new RandomFit(PolicyVariants.Of(values))),
    ];

    private static PolicyDescription Of(
        string name, string where, ImmutableArray<PolicyOption> options, Func<OptionValues, IPlacement> make) => new(
        name, $"First come, first served, skipping what does not fit; {where}.", PolicyMaturity.Faithful,
        usesWalltimes: false, options,
        values =>
        {
            IPlacement placement = make(values);
            return values.Good
                ? new ComposedPolicy(name, new FifoOrder(), BackfillKind.Skip, placement)
                : null;
        });

    private static Fgd Fgd(OptionValues values)
    {
        double share = values.Number(TypicalShare, 0, 1);
        if (share <= 0)
        {
            values.Refuse([
                $"policy '{values.PolicyName}', option '{TypicalShare}': found '{values.Text(TypicalShare)}', expected "
                + $"{s_share.Expected}."]);
        }

        return new Fgd(new FgdOptions
        {
            Variant = PolicyVariants.Of(values),
            TypicalShare = share > 0 ? share : Fragmentation.TypicalShare,
        });
    }
}
