using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Job lists of the simulator that comes with Alibaba's PAI trace ("MLaaS in the Wild", NSDI 2022): one row per job,
/// with estimates of its duration.
/// </summary>
internal sealed class PaiListReader : ITraceReader
{
    private static readonly string[] s_columns =
        ["job_id", "user", "submit_time", "duration", "num_gpu", "num_cpu", "gpu_type"];

    private static readonly string[] s_optional =
    [
        "num_inst", "group_gpu_dur", "group_dur", "user_gpu_dur", "user_dur", "wait_time", "num_pod",
        "fuxi_job_name", "fuxi_task_name", "inst_id", "running_cluster", "model_name", "iterations", "interval", "vc",
        "jobid", "status",
    ];

    private enum Column
    {
        Id, User, Submit, Duration, Gpus, Cpus, GpuModel, Instances, GroupGpuEstimate, GroupEstimate, UserGpuEstimate,
        UserEstimate, Wait,
    }

    public TraceFormat Format { get; } = new(
        "pai-list",
        "Alibaba PAI simulator lists (gpu-v2020), NSDI 2022: GPU shares, estimates of the duration",
        "a CSV header with job_id, user, submit_time, duration, num_gpu, num_cpu, gpu_type (and num_inst, ...)");

    public FormatMatch Match(TraceHead head)
    {
        string[] present = [.. s_columns, .. s_optional.Where(head.Columns.Contains)];
        return HeaderMatch.Of(head, present);
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns, s_optional);
        while (table.Read())
        {
            builder.RowsRead++;
            builder.Add(ReadJob(table, builder), table.Line);
        }
    }

    private static Job ReadJob(CsvTableReader table, TraceBuilder builder)
    {
        SimTime submit = table.Time((int)Column.Submit);
        TimeSpan runTime = table.Length((int)Column.Duration);
        TimeSpan? wait = table.Has((int)Column.Wait) ? table.LengthOrNull((int)Column.Wait) : null;
        return new Job
        {
            Id = table.Text((int)Column.Id),
            SubmitTime = submit,
            Request = ReadRequest(table, builder),
            Profile = new JobProfile { RunTime = runTime },
            Recorded = wait is { } delay ? new RecordedRun(submit + delay, submit + delay + runTime) : null,
        };
    }

    private static JobRequest ReadRequest(CsvTableReader table, TraceBuilder builder)
    {
        const int mostInstances = 100_000, milliDecimals = 3;
        const long mostGpuMilli = 10_000_000;
        long gpuMilli = table.ScaledOrZero(
            (int)Column.Gpus, milliDecimals, mostGpuMilli, "a number of GPUs up to 10,000");
        (int gpus, int share, bool roundedUp) = GpuAmount.Of(gpuMilli);
        if (roundedUp)
        {
            builder.Repaired("a fraction above one GPU: rounded up to whole GPUs", table.Line);
        }

        ImmutableArray<RunTimeEstimate> estimates = ReadEstimates(table);
        return new JobRequest
        {
            Instances = table.Has((int)Column.Instances) && !table.IsEmpty((int)Column.Instances)
                ? table.Int((int)Column.Instances, 1, mostInstances)
                : 1,
            PerInstance = new ResourceVector(
                (int)table.ScaledOrZero((int)Column.Cpus, milliDecimals, int.MaxValue, "a number of cores"),
                gpus,
                share),
            Walltime = estimates.IsEmpty ? null : estimates[0].Length,
            Estimates = estimates,
            User = table.Text((int)Column.User),
        };
    }

    /// <summary>All estimates that the row has, the most detailed first.</summary>
    private static ImmutableArray<RunTimeEstimate> ReadEstimates(CsvTableReader table)
    {
        var estimates = ImmutableArray.CreateBuilder<RunTimeEstimate>();
        for (Column column = Column.GroupGpuEstimate; column <= Column.UserEstimate; column++)
        {
            if (table.Has((int)column) && table.LengthOrNull((int)column) is { } estimate)
            {
                estimates.Add(new RunTimeEstimate(s_optional[column - Column.GroupGpuEstimate + 1], estimate));
            }
        }

        return estimates.ToImmutable();
    }
}
