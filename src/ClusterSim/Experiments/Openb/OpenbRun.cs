using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Scheduling;

namespace ClusterSim.Experiments.Openb;

/// <summary>One run of the experiment: arrivals under a policy.</summary>
internal static class OpenbRun
{
    /// <summary>The cluster after each pod.</summary>
    /// <param name="arrivals">The pods and the nodes.</param>
    /// <param name="target">The typical pods, by which fragmentation is measured.</param>
    /// <param name="policy">Who places the pods; it must skip those that fit nowhere.</param>
    /// <param name="seed">Seed for policies that draw.</param>
    public static IReadOnlyList<OpenbPoint> Of(
        OpenbArrivals arrivals, ImmutableArray<TargetShape> target, ISchedulingPolicy policy, long seed)
    {
        OpenbRecorder recorder = new(arrivals.Workload, arrivals.Platform, target);
        SimulationOptions options = new() { Seed = seed, Horizon = arrivals.Workload.LastSubmit };
        Simulation.Run(arrivals.Workload, arrivals.Platform, policy, options, recorder);
        return recorder.Points;
    }
}
