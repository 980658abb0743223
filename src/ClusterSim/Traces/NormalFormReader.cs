using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>Reads <see cref="NormalForm"/>.</summary>
internal sealed class NormalFormReader : ITraceReader
{
    private enum Column
    {
        JobId, SubmitTime, Instances, CpuMilli, Gpus, GpuMilli, MemoryMiB, DiskMiB, RdmaPercent, Walltime, GpuModels,
        Role,
        MaxInstancesPerNode, User, Application, Queue, Priority, RunTime, Censored, Outcome, ActiveGpus,
        NetworkSensitivity, Phases, RecordedStart, RecordedEnd, RecordedSubmitted, Metrics, Extras,
    }

    public TraceFormat Format { get; } = new(
        NormalForm.FormatName,
        "the normal form of this program: every field of a job, with its utilization phases",
        "the 26 columns from job_id to recorded_submitted, and perhaps metrics and extras, as a CSV header or in a "
            + "Parquet file");

    public IReadOnlyCollection<string> Columns => NormalForm.Columns;

    public FormatMatch Match(TraceHead head) =>
        head.IsParquet
            ? FormatMatch.Exact
            : HeaderMatch.Of(head, [.. NormalForm.Columns], [.. NormalForm.OptionalColumns]);

    public void Read(Stream content, TraceBuilder builder)
    {
        using ITableReader table = ITableReader.Open(content, builder.Path);
        table.RequireExactly(NormalForm.Columns, NormalForm.OptionalColumns);
        while (table.Read())
        {
            builder.RowsRead++;
            builder.Add(WithExtras(table, ReadJob(table)), table.Line);
        }
    }

    private static Job ReadJob(ITableReader table) => new()
    {
        Id = table.Text((int)Column.JobId),
        SubmitTime = table.Time((int)Column.SubmitTime),
        Request = ReadRequest(table),
        Profile = ReadProfile(table),
        Recorded = ReadRecorded(table),
    };

    private static Job WithExtras(ITableReader table, Job job) =>
        !table.Has((int)Column.Extras) ? job
        : NormalFormExtras.With(job, table.Text((int)Column.Extras))
            ?? throw table.Fault((int)Column.Extras, NormalFormExtras.Expected);

    private static JobRequest ReadRequest(ITableReader table) => new()
    {
        Instances = table.Int((int)Column.Instances, 1, int.MaxValue),
        PerInstance = ReadResources(table),
        Walltime = table.LengthOrNull((int)Column.Walltime),
        GpuModels = NormalFormText.TrySplit(table.Text((int)Column.GpuModels), out var models)
            ? models
            : throw table.Fault((int)Column.GpuModels, "names with '|' between them"),
        Role = table.Text((int)Column.Role),
        MaxInstancesPerNode = IntOrNull(table, Column.MaxInstancesPerNode, 1),
        User = table.Text((int)Column.User),
        Application = table.Text((int)Column.Application),
        Queue = table.Text((int)Column.Queue),
        Priority = table.Int((int)Column.Priority, int.MinValue, int.MaxValue),
    };

    private static ResourceVector ReadResources(ITableReader table)
    {
        int instances = table.Int((int)Column.Instances, 1, int.MaxValue);
        return new ResourceVector(
            CpuMilli: table.Int((int)Column.CpuMilli, 0, int.MaxValue),
            // More could not be summed over the gang in 32 bits.
            Gpus: table.Int((int)Column.Gpus, 0, Math.Min(int.MaxValue / 1000, int.MaxValue / instances)),
            GpuMilli: table.Int((int)Column.GpuMilli, 0, 1000),
            MemoryMiB: table.Whole((int)Column.MemoryMiB, 0, long.MaxValue),
            DiskMiB: table.Whole((int)Column.DiskMiB, 0, long.MaxValue),
            RdmaPercent: table.Int((int)Column.RdmaPercent, 0, 100));
    }

    private static JobProfile ReadProfile(ITableReader table) => new()
    {
        RunTime = table.Length((int)Column.RunTime),
        Censored = table.Flag((int)Column.Censored),
        Outcome = NormalFormText.TryParseOutcome(table.Text((int)Column.Outcome), out JobOutcome outcome)
            ? outcome
            : throw table.Fault((int)Column.Outcome, NormalFormText.OutcomeWords),
        ActiveGpus = IntOrNull(table, Column.ActiveGpus, 0),
        NetworkSensitivity = Share(table, Column.NetworkSensitivity),
        Phases = NormalFormText.TryParsePhases(table.Text((int)Column.Phases), out var phases)
            ? phases
            : throw table.Fault((int)Column.Phases, $"start:permille:kind|..., kind one of {NormalFormText.KindWords}"),
        Metrics = !table.Has((int)Column.Metrics) ? []
            : NormalFormText.TryParseMetrics(table.Text((int)Column.Metrics), out var metrics) ? metrics
            : throw table.Fault((int)Column.Metrics, "start:metric:value|..., e.g. 0:gpu memory:12.5"),
    };

    private static RecordedRun? ReadRecorded(ITableReader table)
    {
        bool known = !table.IsEmpty((int)Column.RecordedSubmitted);
        return known
            ? new RecordedRun(
                table.TimeOrNull((int)Column.RecordedStart),
                table.TimeOrNull((int)Column.RecordedEnd),
                table.Flag((int)Column.RecordedSubmitted))
            : !table.IsEmpty((int)Column.RecordedStart) || !table.IsEmpty((int)Column.RecordedEnd)
            ? throw table.Fault((int)Column.RecordedSubmitted, "true or false, since a recorded time is given")
            : null;
    }

    private static int? IntOrNull(ITableReader table, Column column, int min) =>
        table.IsEmpty((int)column) ? null : table.Int((int)column, min, int.MaxValue);

    private static double Share(ITableReader table, Column column) =>
        table.NumberOrNull((int)column) is { } share and >= 0 and <= 1
            ? share
            : throw table.Fault((int)column, "a number from 0 to 1");
}
