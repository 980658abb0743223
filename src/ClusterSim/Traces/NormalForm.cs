using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// The normal form of workloads: a CSV table with one row per job and every field of it. Reading back what was
/// written gives the same jobs.
/// </summary>
public static class NormalForm
{
    /// <summary>Name of the format, as given to <c>--format</c>.</summary>
    public const string FormatName = "clustersim-jobs";

    /// <summary>The columns, in order. <c>docs/traces.md</c> says what each means.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "job_id", "submit_time", "instances", "cpu_milli", "gpus", "gpu_milli", "memory_mib", "disk_mib",
        "rdma_percent", "walltime", "gpu_models", "role", "max_instances_per_node", "user", "application", "queue",
        "priority", "run_time", "censored", "outcome", "active_gpus", "network_sensitivity", "phases",
        "recorded_start", "recorded_end", "recorded_submitted",
    ];

    /// <summary>Writes a workload.</summary>
    /// <param name="workload">The jobs.</param>
    /// <param name="path">File to create or overwrite; compressed with gzip when its name ends in <c>.gz</c>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Workload workload, string path)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using CsvTableWriter table = CsvTableWriter.Create(path, Columns);
        foreach (Job job in workload.Jobs)
        {
            WriteRequest(table.Text(job.Id).Seconds(job.SubmitTime), job.Request);
            WriteProfile(table, job.Profile);
            WriteRecorded(table, job.Recorded);
            table.EndRow();
        }
    }

    private static void WriteRequest(CsvTableWriter table, JobRequest request)
    {
        ResourceVector each = request.PerInstance;
        table.Number(request.Instances)
            .Number(each.CpuMilli)
            .Number(each.Gpus)
            .Number(each.GpuMilli)
            .Number(each.MemoryMiB)
            .Number(each.DiskMiB)
            .Number(each.RdmaPercent)
            .Seconds(request.Walltime)
            .Text(NormalFormText.Join(request.GpuModels))
            .Text(request.Role)
            .Number(request.MaxInstancesPerNode)
            .Text(request.User)
            .Text(request.Application)
            .Text(request.Queue)
            .Number(request.Priority);
    }

    private static void WriteProfile(CsvTableWriter table, JobProfile profile) => table
        .Seconds(profile.RunTime)
        .Flag(profile.Censored)
        .Text(NormalFormText.Of(profile.Outcome))
        .Number(profile.ActiveGpus)
        .Number(profile.NetworkSensitivity)
        .Text(NormalFormText.Of(profile.Phases));

    private static void WriteRecorded(CsvTableWriter table, RecordedRun? recorded)
    {
        table.Seconds(recorded?.Start).Seconds(recorded?.End);
        _ = recorded is null ? table.Empty() : table.Flag(recorded.Submitted);
    }
}
