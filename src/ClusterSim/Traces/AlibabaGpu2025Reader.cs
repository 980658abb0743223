using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Alibaba cluster-trace-gpu-v2025: instances of recommendation services on CPU nodes and GPU nodes ("GPU-Disaggregated
/// Serving for Deep Learning Recommendation Models at Scale", NSDI 2025).
/// </summary>
internal sealed class AlibabaGpu2025Reader : ITraceReader
{
    private const int MibPerGib = 1024;
    private static readonly string[] s_columns =
    [
        "instance_sn", "role", "app_name", "cpu_request", "cpu_limit", "gpu_request", "gpu_limit", "rdma_request",
        "rdma_limit", "memory_request", "memory_limit", "disk_request", "disk_limit", "max_instance_per_node",
        "creation_time", "scheduled_time", "deletion_time",
    ];

    private static readonly string[] s_limited =
        ["CPU (cores)", "GPU", "RDMA (percent of a NIC)", "memory (GiB)", "disk (GiB)"];

    private enum Column
    {
        Id, Role, Application, Cpu, CpuLimit, Gpu, GpuLimit, Rdma, RdmaLimit, Memory, MemoryLimit, Disk, DiskLimit,
        MaxPerNode, Creation, Scheduled, Deletion,
    }

    public TraceFormat Format { get; } = new(
        "alibaba-gpu-v2025",
        "Alibaba GPU-disaggregated serving, NSDI 2025: instances with CN and HN roles, RDMA share, limits per node",
        "a CSV header of 17 columns from instance_sn to deletion_time");

    public IReadOnlyCollection<string> Columns => s_columns;

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, s_columns);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns);
        List<Row> rows = [];
        RequestLimitSums limits = new(s_limited);
        SimTime end = SimTime.Zero;
        while (table.Read())
        {
            Row row = ReadRow(table);
            rows.Add(row);
            AddLimits(table, limits);
            end = SimTime.Max(end, row.Latest);
        }

        foreach (Row row in rows)
        {
            Add(row, end, builder);
        }

        builder.RowsRead = rows.Count;
        builder.RequestLimits.AddRange(limits.Sums);
    }

    private static Row ReadRow(CsvTableReader table) => new(
        table.Line,
        table.Text((int)Column.Id),
        ReadRequest(table),
        table.TimeOrNull((int)Column.Creation),
        table.TimeOrNull((int)Column.Scheduled),
        table.TimeOrNull((int)Column.Deletion));

    private static JobRequest ReadRequest(CsvTableReader table)
    {
        const int mostCores = 1_000_000, mostGpus = 1_000, milliDecimals = 3;
        string role = table.Text((int)Column.Role);
        long maxPerNode = table.Whole((int)Column.MaxPerNode, -1, int.MaxValue);
        long cpuMilli = table.Scaled((int)Column.Cpu, milliDecimals, "a number of cores");
        return new JobRequest
        {
            PerInstance = new ResourceVector(
                CpuMilli: cpuMilli <= mostCores * 1000L
                    ? (int)cpuMilli
                    : throw table.Fault((int)Column.Cpu, "at most 1e6 cores"),
                Gpus: table.Int((int)Column.Gpu, 0, mostGpus),
                MemoryMiB: MemoryMiB(table, (int)Column.Memory),
                DiskMiB: MemoryMiB(table, (int)Column.Disk),
                RdmaPercent: table.Int((int)Column.Rdma, 0, 100)),
            Role = role is "CN" or "HN" ? role : throw table.Fault((int)Column.Role, "CN or HN"),
            Application = table.Text((int)Column.Application),
            MaxInstancesPerNode = maxPerNode switch
            {
                -1 => null,
                0 => throw table.Fault((int)Column.MaxPerNode, "1 or more, or -1 for no limit"),
                _ => (int)maxPerNode,
            },
        };
    }

    private static long MemoryMiB(CsvTableReader table, int column)
    {
        const int decimals = 3, scale = 1000;
        const string expected = "a number of GiB";
        long scaled = table.Scaled(column, decimals, expected);
        return scaled < long.MaxValue / MibPerGib / 2
            ? ((scaled * MibPerGib) + (scale / 2)) / scale
            : throw table.Fault(column, expected);
    }

    private static void AddLimits(CsvTableReader table, RequestLimitSums limits)
    {
        const int decimals = 3;
        for (int i = 0; i < s_limited.Length; i++)
        {
            int column = (int)Column.Cpu + (2 * i);
            limits.Add(
                i,
                table.Scaled(column, decimals, "a number") / 1000.0,
                table.Scaled(column + 1, decimals, "a number") / 1000.0);
        }
    }

    private static void Add(Row row, SimTime traceEnd, TraceBuilder builder)
    {
        bool standing = row.Creation is null;
        if (row.Problem is { } problem)
        {
            builder.LeftOut(problem, row.Line);
            return;
        }

        if (standing)
        {
            builder.Repaired("no creation time: stood before the trace began, submitted at 0", row.Line);
        }

        if (row.Deletion is null)
        {
            builder.Repaired("no deletion time: runs to the end of the trace, run time is a lower bound", row.Line);
        }

        SimTime start = row.Scheduled ?? SimTime.Zero;
        builder.Add(
            new Job
            {
                Id = row.Id,
                SubmitTime = row.Creation ?? SimTime.Zero,
                Request = row.Request,
                Profile = new JobProfile
                {
                    RunTime = (row.Deletion ?? traceEnd) - start,
                    Censored = row.Deletion is null,
                },
                Recorded = new RecordedRun(row.Scheduled, row.Deletion, Submitted: !standing),
            },
            row.Line);
    }

    private sealed record Row(
        int Line, string Id, JobRequest Request, SimTime? Creation, SimTime? Scheduled, SimTime? Deletion)
    {
        public SimTime Latest =>
            SimTime.Max(Creation ?? SimTime.Zero, SimTime.Max(Scheduled ?? SimTime.Zero, Deletion ?? SimTime.Zero));

        /// <summary>Why the row cannot become a job.</summary>
        public string? Problem => this switch
        {
            { Creation: not null, Scheduled: null } => "never scheduled: no run time",
            { Creation: null, Scheduled: not null } => "scheduled but never created",
            _ when Scheduled < Creation => "scheduled before it was created",
            _ when Deletion < (Scheduled ?? SimTime.Zero) => "deleted before it was scheduled",
            _ => null,
        };
    }
}
