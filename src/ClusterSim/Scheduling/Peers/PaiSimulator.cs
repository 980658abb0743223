using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The scheduler of the simulator that comes with Alibaba's PAI trace (Weng et al., NSDI 2022), commit 7a6c496: it
/// walks the whole queue and starts every job that fits. What it calls FIFO neither blocks nor reserves.
/// </summary>
internal sealed class PaiSimulator(PaiOptions options) : ISchedulingPolicy
{
    private readonly ComposedPolicy _walk = new(
        "walk", new PaiQueueOrder(options.JobOrder), BackfillKind.Skip, new PaiPlacement(options.NodeOrder));

    public string Name { get; } = options.JobOrder.ToString().ToLowerInvariant() + "-pai";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("node_order", options.NodeOrder.ToString().ToLowerInvariant());

    public void Begin(SchedulingView view) => _walk.Begin(view);

    public void Schedule(SchedulingView view, Plan plan) => _walk.Schedule(view, plan);
}
