using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>Tiny workloads of a machine with one-core nodes, and what becomes of them under a policy.</summary>
internal static class PeerModel
{
    /// <summary>A job of (id, submit seconds, processors, requested seconds, run seconds).</summary>
    public static Job Job(string id, double submit, int processors, double? requested, double run) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            Instances = processors,
            PerInstance = new ResourceVector(CpuMilli: 1000),
            Walltime = requested is { } seconds ? SimTime.Length(seconds) : null,
        },
        Profile = new JobProfile { RunTime = SimTime.Length(run) },
    };

    /// <summary>Start of each job in seconds, in the order of the list; NaN for a job that never started.</summary>
    public static double[] Starts(
        string policy, int processors, IReadOnlyList<Job> jobs, bool kill = false,
        params (string Name, string Value)[] options)
    {
        Workload workload = new(jobs);
        RunResult result = Simulation.Run(
            workload, Platform.Load($"cores:{processors}x1"),
            PolicyCatalog.Create(policy, options.ToDictionary(option => option.Name, option => option.Value)),
            new SimulationOptions { KillAtWalltime = kill });
        Dictionary<string, JobResult> byId = Enumerable.Range(0, jobs.Count)
            .ToDictionary(i => workload.Jobs[i].Id, i => result.Jobs[i]);
        return
        [
            .. jobs.Select(job => byId[job.Id].StartTime.IsNever ? double.NaN : byId[job.Id].StartTime.Seconds),
        ];
    }
}
