using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>Replays a workload on a platform under a policy.</summary>
public static class Simulation
{
    /// <summary>Runs until nothing can happen any more, or to the horizon.</summary>
    /// <param name="workload">The jobs.</param>
    /// <param name="platform">The cluster.</param>
    /// <param name="policy">Who decides; must not be in use by another run.</param>
    /// <param name="options">Everything else; <c>null</c> for the defaults.</param>
    /// <param name="observers">See every event as it happens.</param>
    /// <returns>What became of each job, and what it takes to make the run again.</returns>
    /// <exception cref="InvalidOperationException">The books of the cluster do not balance: a defect of the engine.</exception>
    public static RunResult Run(
        Workload workload, Platform platform, ISchedulingPolicy policy, SimulationOptions? options = null,
        params IEventObserver[] observers) =>
        throw new NotImplementedException();
}
