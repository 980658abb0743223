using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>
/// A tiny cluster and a handful of jobs on which a policy can be tried: for tests of one's own policies, and for
/// working out by hand what they should do.
/// </summary>
public sealed class SchedulingHarness
{
    private readonly List<Job> _jobs = [];

    /// <summary>A cluster of nodes that have GPUs and nothing else that could run out.</summary>
    /// <param name="gpusPerNode">GPUs of each node; at least one node.</param>
    /// <exception cref="ArgumentException">There is no node.</exception>
    public SchedulingHarness(params int[] gpusPerNode)
    {
        ArgumentNullException.ThrowIfNull(gpusPerNode);
        if (gpusPerNode.Length == 0)
        {
            throw new ArgumentException("a cluster has at least one node.", nameof(gpusPerNode));
        }

        Platform = new Platform
        {
            Name = "harness",
            Nodes =
            [
                .. gpusPerNode.Select((gpus, i) => new Node { Name = $"node-{i}", Gpus = gpus, CpuLimited = false }),
            ],
        };
    }

    /// <summary>A given cluster.</summary>
    /// <param name="platform">The cluster.</param>
    public SchedulingHarness(Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        Platform = platform;
    }

    /// <summary>The cluster.</summary>
    public Platform Platform { get; }

    /// <summary>Adds a job whose GPUs may be spread over nodes.</summary>
    /// <param name="id">Unique name.</param>
    /// <param name="submit">When it is submitted, in seconds.</param>
    /// <param name="gpus">Its GPUs, 1 or more.</param>
    /// <param name="run">How long it runs, in seconds.</param>
    /// <param name="walltime">Its requested walltime in seconds; <c>null</c> for exactly as long as it runs.</param>
    /// <returns>This harness.</returns>
    public SchedulingHarness Submit(string id, double submit, int gpus, double run, double? walltime = null) =>
        Submit(new Job
        {
            Id = id,
            SubmitTime = SimTime.FromSeconds(submit),
            Request = new JobRequest
            {
                Instances = gpus,
                PerInstance = new ResourceVector(Gpus: 1),
                Walltime = SimTime.Length(walltime ?? run),
            },
            Profile = new JobProfile { RunTime = SimTime.Length(run) },
        });

    /// <summary>Adds any job.</summary>
    /// <param name="job">The job; its id is unique.</param>
    /// <returns>This harness.</returns>
    public SchedulingHarness Submit(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        _jobs.Add(job);
        return this;
    }

    /// <summary>Runs the jobs under a policy. The harness can be run again, under another policy or the same.</summary>
    /// <param name="policy">Who decides.</param>
    /// <param name="options">Options of the run; <c>null</c> for the defaults.</param>
    /// <exception cref="WorkloadException">An id occurs twice, or a job has an impossible value.</exception>
    /// <exception cref="InvalidOperationException">
    /// The policy threw, or the books of the cluster do not balance.
    /// </exception>
    public RunResult Run(ISchedulingPolicy policy, SimulationOptions? options = null) =>
        Simulation.Run(new Workload(_jobs), Platform, policy, options);

    /// <summary>When each job starts under a policy.</summary>
    /// <param name="policy">Who decides.</param>
    /// <returns>
    /// First start in seconds by job id, in order of submission; <c>null</c> for jobs that never start.
    /// </returns>
    public IReadOnlyDictionary<string, double?> Starts(ISchedulingPolicy policy)
    {
        RunResult result = Run(policy);
        OrderedDictionary<string, double?> starts = [];
        for (int job = 0; job < result.Jobs.Length; job++)
        {
            SimTime start = result.Jobs[job].StartTime;
            starts.Add(result.Workload.Jobs[job].Id, start.IsNever ? null : start.Seconds);
        }

        return starts;
    }
}
