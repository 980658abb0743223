using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Job lists of the simulators of Tiresias ("Tiresias: A GPU Cluster Manager for Distributed Deep Learning", NSDI
/// 2019) and of Muri ("Multi-Resource Interleaving for Deep Learning Training", SIGCOMM 2022), which has the same
/// columns and some more, and counts in milliseconds.
/// </summary>
internal sealed class TiresiasReader : ITraceReader
{
    private static readonly string[] s_common =
        ["job_id", "num_gpu", "submit_time", "iterations", "model_name", "duration", "interval"];

    private static readonly string[] s_muri =
    [
        "priority", "batch_size", "iteration_time", "resource_time_0", "resource_time_1", "resource_time_2",
    ];

    private readonly string[] _columns;
    private readonly bool _isMuri;

    private TiresiasReader(TraceFormat format, bool isMuri)
    {
        (Format, _isMuri) = (format, isMuri);
        _columns = isMuri ? [.. s_common, .. s_muri] : s_common;
    }

    public static TiresiasReader Tiresias { get; } = new(
        new TraceFormat(
            "tiresias",
            "job lists of the Tiresias simulator, NSDI 2019: GPUs, submission, duration, model",
            "a CSV header job_id,num_gpu,submit_time,iterations,model_name,duration,interval"),
        isMuri: false);

    public static TiresiasReader Muri { get; } = new(
        new TraceFormat(
            "muri",
            "job lists of the Muri simulator, SIGCOMM 2022: as tiresias, in milliseconds, with priorities",
            "a CSV header of 13 columns, those of tiresias with batch_size, resource_time_0 and others"),
        isMuri: true);

    private enum Column
    {
        Id, Gpus, Submit, Iterations, Model, Duration, Interval, Priority, BatchSize, FirstDerived = BatchSize,
    }

    public TraceFormat Format { get; }

    public IReadOnlyCollection<string> Columns => _columns;

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, _columns);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(_columns);
        while (table.Read())
        {
            builder.RowsRead++;
            Add(table, builder);
        }
    }

    private void Add(CsvTableReader table, TraceBuilder builder)
    {
        const int mostGpus = 1_000_000, mostPriority = 1_000_000;
        CheckUnused(table);
        int gpus = table.Int((int)Column.Gpus, 0, mostGpus);
        if (gpus == 0)
        {
            builder.LeftOut("asks for no GPU", table.Line);
            return;
        }

        builder.Add(
            new Job
            {
                Id = table.Text((int)Column.Id),
                SubmitTime = SimTime.Zero + Length(table, Column.Submit),
                Request = new JobRequest
                {
                    Instances = gpus,
                    PerInstance = new ResourceVector(Gpus: 1),
                    Application = table.Text((int)Column.Model),
                    Priority = _isMuri ? table.Int((int)Column.Priority, 0, mostPriority) : 0,
                },
                Profile = new JobProfile { RunTime = Length(table, Column.Duration) },
            },
            table.Line);
    }

    private void CheckUnused(CsvTableReader table)
    {
        _ = table.Whole((int)Column.Iterations, 0, long.MaxValue / 1000);
        _ = Length(table, Column.Interval);
        for (int column = (int)Column.FirstDerived; column < _columns.Length; column++)
        {
            _ = table.Scaled(column, 3, "a number");
        }
    }

    private TimeSpan Length(CsvTableReader table, Column column)
    {
        const int tickDecimalsOfMilli = 4;
        const long mostTicks = CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond;
        const string expected = "a time in milliseconds from 0 to 1e14";
        if (!_isMuri)
        {
            return table.Length((int)column);
        }

        long ticks = table.Scaled((int)column, tickDecimalsOfMilli, expected);
        return ticks <= mostTicks ? new TimeSpan(ticks) : throw table.Fault((int)column, expected);
    }
}
