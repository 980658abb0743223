using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Impact;

/// <summary>Finished runs written down by hand: the metrics need no simulation.</summary>
internal static class RunModel
{
    /// <summary>A run of jobs that each hold their GPUs from start to end, on one node.</summary>
    public static RunResult Run(
        IEnumerable<ModelJob> jobs, string policy = "fifo", int gpus = 4, SimulationOptions? options = null)
    {
        ModelJob[] all = [.. jobs];
        Workload workload = new(all.Select(job => job.ToJob()));
        Dictionary<string, ModelJob> byId = all.ToDictionary(job => job.Id);
        return new RunResult
        {
            Workload = workload,
            Platform = Cluster(gpus),
            Policy = policy,
            PolicyOptions = ImmutableSortedDictionary<string, string>.Empty,
            Options = options ?? new SimulationOptions(),
            Jobs = [.. workload.Jobs.Select(job => byId[job.Id].ToResult())],
            EndTime = SimTime.FromSeconds(all.Length == 0 ? 0 : all.Max(job => job.EndSeconds ?? job.SubmitSeconds)),
            Events = 0,
            Passes = 0,
        };
    }

    public static Platform Cluster(int gpus) => new()
    {
        Name = "model",
        Nodes = [new Node { Name = "n0", CpuMilli = 8_000, Gpus = gpus, GpuModel = gpus > 0 ? "V100" : "" }],
        GpuModels = [new GpuModel { Name = "V100", PricePerHour = 3 }],
    };
}

/// <summary>A job and what became of it, in seconds.</summary>
internal sealed record ModelJob(string Id, double SubmitSeconds, double? StartSeconds, double? EndSeconds)
{
    public string User { get; init; } = "";

    public string Application { get; init; } = "";

    public string Role { get; init; } = "";

    public int Gpus { get; init; } = 1;

    public int GpuMilli { get; init; } = 1000;

    public int CpuMilli { get; init; }

    public double? TotalWaitSeconds { get; init; }

    public double Utilization { get; init; } = 1;

    public double WastedGpuSeconds { get; init; }

    public double LostGpuSeconds { get; init; }

    public double FailedGpuSeconds { get; init; }

    public int Restarts { get; init; }

    public JobStatus Status { get; init; } = JobStatus.Completed;

    public double RunSeconds => (EndSeconds ?? StartSeconds ?? 0) - (StartSeconds ?? EndSeconds ?? 0);

    public Job ToJob() => new()
    {
        Id = Id,
        SubmitTime = SimTime.FromSeconds(SubmitSeconds),
        Request = new JobRequest
        {
            PerInstance = new ResourceVector(CpuMilli, Gpus, GpuMilli),
            User = User,
            Application = Application,
            Role = Role,
        },
        Profile = new JobProfile { RunTime = SimTime.Length(RunSeconds) },
    };

    public JobResult ToResult()
    {
        double held = StartSeconds is null ? 0 : RunSeconds * Gpus * GpuMilli / 1000.0;
        return new JobResult
        {
            SubmitTime = SimTime.FromSeconds(SubmitSeconds),
            StartTime = StartSeconds is { } start ? SimTime.FromSeconds(start) : SimTime.Never,
            EndTime = EndSeconds is { } end ? SimTime.FromSeconds(end) : SimTime.Never,
            TotalWaitTime = SimTime.Length(TotalWaitSeconds ?? (StartSeconds - SubmitSeconds) ?? 0),
            RunTime = SimTime.Length(StartSeconds is null ? 0 : RunSeconds),
            Status = Status,
            Restarts = Restarts,
            Gpus = Gpus,
            Nodes = 1,
            AllocatedGpuSeconds = held,
            BusyGpuSeconds = held * Utilization,
            WastedGpuSeconds = WastedGpuSeconds,
            LostGpuSeconds = LostGpuSeconds,
            FailedGpuSeconds = FailedGpuSeconds,
            AllocatedCpuSeconds = StartSeconds is null ? 0 : RunSeconds * CpuMilli / 1000.0,
        };
    }
}
