using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// The table <c>batch_task</c> of Alibaba cluster-trace-v2018: the batch part of a cluster that it shares with
/// services. The file has no header row; one is accepted.
/// </summary>
internal sealed class AlibabaBatch2018Reader : ITraceReader
{
    private static readonly string[] s_columns =
    [
        "task_name", "instance_num", "job_name", "task_type", "status", "start_time", "end_time", "plan_cpu",
        "plan_mem",
    ];

    private static readonly string[] s_statuses =
        ["Terminated", "Failed", "Running", "Waiting", "Ready", "Interrupted", "Cancelled"];

    private enum Column
    {
        Task, Instances, Job, Type, Status, Start, End, Cpus, Memory,
    }

    public TraceFormat Format { get; } = new(
        "alibaba-v2018",
        "Alibaba cluster-trace-v2018, table batch_task: CPU tasks of many instances, memory as a share",
        "rows of 9 fields without a header, the fifth a status (Terminated, ...); or a header of these 9 columns");

    public FormatMatch Match(TraceHead head) => HeaderMatch.OfHeadless(
        head,
        s_columns,
        row => HeaderMatch.IsNumber(row[(int)Column.Instances]) && s_statuses.Contains(row[(int)Column.Status])
            && HeaderMatch.IsNumber(row[(int)Column.Start]) && HeaderMatch.IsNumber(row[(int)Column.End]));

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path, s_columns);
        RequestPool pool = new();
        List<Row> unfinished = [];
        SimTime traceEnd = SimTime.Zero;
        while (table.Read())
        {
            builder.RowsRead++;
            Row row = ReadRow(table, pool, builder);
            traceEnd = SimTime.Max(traceEnd, SimTime.Max(row.Start, row.End));
            if (row.Problem is { } problem)
            {
                builder.LeftOut(problem, row.Line);
            }
            else if (row.End == SimTime.Zero)
            {
                unfinished.Add(row);
            }
            else
            {
                Add(row, row.End, builder);
            }
        }

        foreach (Row row in unfinished)
        {
            builder.Repaired("no end inside the trace: runs to its end, run time is a lower bound", row.Line);
            Add(row, traceEnd, builder);
        }

        builder.NoticedOnTheWhole(
            "no submissions were recorded: a task is submitted when it started, after the tasks it depends on");
    }

    private static Row ReadRow(CsvTableReader table, RequestPool pool, TraceBuilder builder)
    {
        const int mostInstances = 10_000_000;
        string status = table.Text((int)Column.Status);
        int instances = table.Int((int)Column.Instances, 0, mostInstances);
        return new Row(
            table.Line,
            table.Text((int)Column.Job) + "/" + table.Text((int)Column.Task),
            s_statuses.Contains(status) ? status : throw table.Fault((int)Column.Status, string.Join(", ", s_statuses)),
            instances,
            pool.Share(ReadRequest(table, Math.Max(1, instances), builder)),
            table.TimeOrNull((int)Column.Start) ?? SimTime.Zero,
            table.TimeOrNull((int)Column.End) ?? SimTime.Zero);
    }

    private static JobRequest ReadRequest(CsvTableReader table, int instances, TraceBuilder builder)
    {
        const int percentDecimals = 1, hundredthDecimals = 6;
        const long hundredth = 1_000_000;
        bool invalid = table.Bytes((int)Column.Memory).SequenceEqual("-1"u8)
            || table.Bytes((int)Column.Memory).SequenceEqual("101"u8);
        if (invalid)
        {
            builder.Repaired("plan_mem is -1 or 101, which stands for unknown: taken as 0", table.Line);
        }

        return new JobRequest
        {
            Instances = instances,
            PerInstance = new ResourceVector(
                CpuMilli: (int)table.ScaledOrZero(
                    (int)Column.Cpus, percentDecimals, int.MaxValue, "percent of a core, 0 or more"),
                MemoryMiB: invalid ? 0 : NormalisedMemory.MiB(
                    table.ScaledOrZero(
                        (int)Column.Memory, hundredthDecimals, 100 * hundredth, "percent of a machine, 0 to 100"),
                    hundredth)),
        };
    }

    private static void Add(Row row, SimTime end, TraceBuilder builder)
    {
        bool standing = row.Start == SimTime.Zero;
        if (standing)
        {
            builder.Repaired("no start inside the trace: stood before it began, submitted at 0", row.Line);
        }

        builder.Add(
            new Job
            {
                Id = row.Id,
                SubmitTime = row.Start,
                Request = row.Request,
                Profile = new JobProfile
                {
                    RunTime = end - row.Start,
                    Censored = row.End == SimTime.Zero,
                    Outcome = row.Outcome,
                },
                Recorded = standing ? new RecordedRun(null, row.End, Submitted: false) : null,
            },
            row.Line);
    }

    /// <summary>A row; time 0 means before or after the trace.</summary>
    private sealed record Row(
        int Line, string Id, string Status, int Instances, JobRequest Request, SimTime Start, SimTime End)
    {
        public JobOutcome Outcome => Status switch
        {
            "Failed" => JobOutcome.Failed,
            "Interrupted" or "Cancelled" => JobOutcome.Cancelled,
            _ => JobOutcome.Completed,
        };

        /// <summary>Why the row cannot become a job.</summary>
        public string? Problem => this switch
        {
            { Instances: 0 } => "no instance",
            _ when Start == SimTime.Zero && End == SimTime.Zero => "neither start nor end inside the trace",
            { Status: "Waiting" or "Ready" } => "still waiting: no run time",
            _ when End > SimTime.Zero && End < Start => "ends before it starts",
            _ => null,
        };
    }
}
