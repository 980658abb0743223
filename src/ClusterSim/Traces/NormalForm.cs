using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Workloads;
using static ClusterSim.Tables.TableColumn;

namespace ClusterSim.Traces;

/// <summary>
/// The normal form of workloads: a table, CSV or Parquet, with one row per job. Reading back what was written gives the
/// same jobs, but for what <see cref="Losses"/> tells.
/// </summary>
public static class NormalForm
{
    /// <summary>Name of the format, as given to <c>--format</c>.</summary>
    public const string FormatName = "clustersim-jobs";

    private static readonly ImmutableArray<TableColumn> s_columns =
    [
        Text("job_id"), Seconds("submit_time"), Whole("instances"), Whole("cpu_milli"), Whole("gpus"),
        Whole("gpu_milli"), Whole("memory_mib"), Whole("disk_mib"), Whole("rdma_percent"), SecondsOrNone("walltime"),
        Text("gpu_models"), Text("role"), WholeOrNone("max_instances_per_node"), Text("user"), Text("application"),
        Text("queue"), Whole("priority"), Seconds("run_time"), Flag("censored"), Text("outcome"),
        WholeOrNone("active_gpus"), Number("network_sensitivity"), Text("phases"), SecondsOrNone("recorded_start"),
        SecondsOrNone("recorded_end"), FlagOrNone("recorded_submitted"),
    ];

    /// <summary>The column that only files of jobs with levels of metrics have.</summary>
    internal const string MetricsColumn = "metrics";

    /// <summary>The columns that only files have of which a job has such fields, in order.</summary>
    internal static ImmutableArray<string> OptionalColumns { get; } = [MetricsColumn, NormalFormExtras.ColumnName];

    /// <summary>
    /// The columns, in order; where a job has levels of metrics, or fields that few traces have, <c>metrics</c> and
    /// <c>extras</c> follow. <c>docs/traces.md</c> says what each means.
    /// </summary>
    public static ImmutableArray<string> Columns { get; } = [.. s_columns.Select(column => column.Name)];

    /// <summary>Writes a workload.</summary>
    /// <param name="workload">The jobs.</param>
    /// <param name="path">
    /// File to create or overwrite: Parquet when its name ends in <c>.parquet</c>, else CSV, compressed with gzip when
    /// it ends in <c>.gz</c>. Parquet holds seconds as doubles, which are exact to 100 ns up to 2^29 s (17 years).
    /// </param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Workload workload, string path)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool metrics = workload.Jobs.Any(job => !job.Profile.Metrics.IsEmpty);
        bool extras = workload.Jobs.Any(NormalFormExtras.HasAny);
        ImmutableArray<TableColumn> columns = metrics ? s_columns.Add(Text(MetricsColumn)) : s_columns;
        using ITableWriter table =
            ITableWriter.Create(path, extras ? columns.Add(Text(NormalFormExtras.ColumnName)) : columns);
        foreach (Job job in workload.Jobs)
        {
            WriteRequest(table.Text(job.Id).Seconds(job.SubmitTime), job.Request);
            WriteProfile(table, job.Profile);
            WriteRecorded(table, job.Recorded);
            _ = metrics ? table.Text(NormalFormText.Of(job.Profile.Metrics)) : table;
            _ = extras ? table.Text(NormalFormExtras.Of(job)) : table;
            table.EndRow();
        }
    }

    /// <summary>What the normal form cannot hold of a workload, one sentence each.</summary>
    /// <param name="workload">The jobs.</param>
    /// <returns>Empty when reading back gives the same jobs.</returns>
    public static ImmutableArray<string> Losses(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        List<string> losses = [];
        Count(
            job => job.Profile.Training is not null || job.Request.Training?.Limits is not null,
            "train a measured application, and its measurements are not stored; their applications and batch sizes "
            + "are, for the filter train=FOLDER to be applied again");
        Count(job => job.Profile.Losses is not null, "have a curve of losses, which is not stored");
        return [.. losses];

        void Count(Func<Job, bool> has, string what)
        {
            int count = workload.Jobs.Count(has);
            if (count > 0)
            {
                losses.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{count} of {workload.Jobs.Length} jobs {what}."));
            }
        }
    }

    private static void WriteRequest(ITableWriter table, JobRequest request)
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

    private static void WriteProfile(ITableWriter table, JobProfile profile) => table
        .Seconds(profile.RunTime)
        .Flag(profile.Censored)
        .Text(NormalFormText.Of(profile.Outcome))
        .Number(profile.ActiveGpus)
        .Number(profile.NetworkSensitivity)
        .Text(NormalFormText.Of(profile.Phases));

    private static void WriteRecorded(ITableWriter table, RecordedRun? recorded)
    {
        table.Seconds(recorded?.Start).Seconds(recorded?.End);
        _ = recorded is null ? table.Empty() : table.Flag(recorded.Submitted);
    }
}
