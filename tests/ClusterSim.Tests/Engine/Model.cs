using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine;

/// <summary>Tiny workloads and clusters for tests, with the numbers on one line.</summary>
internal static class Model
{
    /// <summary>Jobs of (id, submit seconds, GPUs, run seconds); their walltime is their run time.</summary>
    public static Workload Jobs(params (string Id, double Submit, int Gpus, double Run)[] jobs) =>
        new(jobs.Select(job => Job(job.Id, job.Submit, job.Gpus, job.Run)));

    public static Job Job(string id, double submit, int gpus, double run) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            Instances = gpus,
            PerInstance = new ResourceVector(Gpus: 1),
            Walltime = SimTime.Length(run),
        },
        Profile = new JobProfile { RunTime = SimTime.Length(run) },
    };

    /// <summary>Equal nodes with nothing but GPUs.</summary>
    public static Platform Gpus(int nodes, int gpusEach) => new()
    {
        Name = $"gpus:{nodes}x{gpusEach}",
        Nodes =
        [
            .. Enumerable.Range(0, nodes)
                .Select(i => new Node { Name = $"node-{i}", Gpus = gpusEach, CpuLimited = false }),
        ],
    };
}
