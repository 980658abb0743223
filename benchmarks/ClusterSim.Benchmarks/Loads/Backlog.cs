using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>Many jobs that are all there at the first instant: every pass decides on a long queue.</summary>
internal sealed class Backlog
{
    private readonly Workload _workload;
    private readonly Platform _platform;

    public Backlog(int jobs)
    {
        ClusterLoad load = new(jobs, nodes: 32, gpusEach: 8);
        _platform = load.Platform;
        _workload = new Workload(load.ToWorkload().Jobs.Select(job => job with { SubmitTime = SimTime.Zero }));
    }

    public int Jobs => _workload.Jobs.Length;

    public RunResult Run(ISchedulingPolicy policy) => Simulation.Run(_workload, _platform, policy);
}
