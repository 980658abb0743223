using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Traces.Colocation;
using ClusterSim.Traces.Slurm;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Job lists of the simulator of Lucid ("Lucid: A Non-intrusive, Scalable and Interpretable Scheduler for Deep Learning
/// Training Jobs", ASPLOS 2023), with or without the columns that say how busy a job keeps its GPUs.
/// </summary>
internal sealed class LucidReader : ITraceReader
{
    private static readonly string[] s_columns =
        ["job_id", "user", "vc", "jobname", "gpu_num", "cpu_num", "state", "submit_time", "duration"];

    private static readonly string[] s_profile =
        ["gpu_util", "gmem_util", "gmem", "speed", "amp", "batchsize", "dataset", "model"];

    private enum Column
    {
        Id, User, VirtualCluster, Name, Gpus, Cpus, State, Submit, Duration, Utilization,
        MemoryUtilization, Memory, Speed, MixedPrecision, BatchSize,
        Dataset, Model,
    }

    public TraceFormat Format { get; } = new(
        "lucid",
        "job lists of the Lucid simulator, ASPLOS 2023: GPUs, virtual clusters, states, GPU utilization",
        "a CSV header of 9 columns from job_id to duration, with jobname, or 17 with gpu_util and others");

    public IReadOnlyCollection<string> Columns => s_columns;

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, s_columns, s_profile);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns, s_profile);
        // Lists for a replay have dates, those for a run on a cluster seconds.
        bool dated = false, counted = false;
        while (table.Read())
        {
            builder.RowsRead++;
            SimTime submit = Submission(table, ref dated, ref counted);
            Add(table, submit, builder);
        }

        if (dated)
        {
            builder.MoveEpochToFirstSubmit(zoned: false);
        }
    }

    private static SimTime Submission(CsvTableReader table, ref bool dated, ref bool counted)
    {
        bool date = CalendarText.TryParse(table.Bytes((int)Column.Submit), out SimTime submit, out _);
        if (!date && !dated && DecimalText.TryParse(table.Bytes((int)Column.Submit), 0, out _))
        {
            counted = true;
            return table.Time((int)Column.Submit);
        }

        dated = true;
        return date && !counted
            ? submit
            : throw table.Fault((int)Column.Submit,
                counted ? "seconds, as in the rows before" : CalendarText.Expectation + ", or seconds in every row");
    }

    private static void Add(CsvTableReader table, SimTime submit, TraceBuilder builder)
    {
        const int most = 1_000_000;
        int gpus = table.Int((int)Column.Gpus, 0, most), cores = table.Int((int)Column.Cpus, 0, most);
        TimeSpan runTime = table.Length((int)Column.Duration);
        ImmutableArray<UtilizationPhase> phases = Phases(table);
        if (Outcome(table) is not { } outcome)
        {
            builder.LeftOut("not finished", table.Line);
            return;
        }

        if (gpus == 0)
        {
            builder.Noticed("asks for no GPU; Lucid's own simulator skips such jobs", table.Line);
        }

        // Nothing is known about nodes: a job may be spread freely, and a consolidating placement keeps it together.
        (int instances, ResourceVector each) = GangShape.Of(Math.Max(1, gpus), gpus, cores, 0, out _);
        builder.Add(
            new Job
            {
                Id = table.Text((int)Column.Id),
                SubmitTime = submit,
                Request = new JobRequest
                {
                    Instances = instances,
                    PerInstance = each,
                    User = table.Text((int)Column.User),
                    Application = table.Text((int)Column.Name),
                    Queue = table.Text((int)Column.VirtualCluster),
                },
                Profile = new JobProfile
                {
                    RunTime = runTime, Outcome = outcome, Phases = phases, Signature = Signature(table),
                },
            },
            table.Line);
    }

    /// <summary>
    /// What became of the job; <c>null</c> when it is not finished. Philly's words (Pass, Killed) are known, too.
    /// </summary>
    private static JobOutcome? Outcome(CsvTableReader table)
    {
        string state = table.Text((int)Column.State);
        return state switch
        {
            "Pass" => JobOutcome.Completed,
            "Failed" => JobOutcome.Failed,
            "Killed" => JobOutcome.Cancelled,
            _ => SlurmState.TryParse(state, out JobOutcome? outcome)
                ? outcome
                : throw table.Fault((int)Column.State, SlurmState.Expectation + ", Pass, Failed or Killed"),
        };
    }

    // Only a list that names the model says enough to find measurements of it.
    private static JobSignature? Signature(CsvTableReader table)
    {
        if (!table.Has((int)Column.Utilization) || table.IsEmpty((int)Column.Utilization)
            || !table.Has((int)Column.Model) || table.IsEmpty((int)Column.Model))
        {
            return null;
        }

        bool mixed = Known(Column.MixedPrecision) == 1;
        return new JobSignature
        {
            Name = SignatureFile.NameOf(
                table.Text((int)Column.Model), table.Text((int)Column.Dataset), table.Text((int)Column.BatchSize),
                mixed),
            GpuUtilization = Known(Column.Utilization),
            MemoryUtilization = Known(Column.MemoryUtilization),
            GpuMemoryMiB = Known(Column.Memory),
            MixedPrecision = mixed,
        };

        double Known(Column column) =>
            table.Has((int)column) && !table.IsEmpty((int)column) ? table.NumberOrNull((int)column) ?? 0 : 0;
    }

    private static ImmutableArray<UtilizationPhase> Phases(CsvTableReader table)
    {
        const string expected = "a percentage from 0 to 100";
        for (int column = (int)Column.MemoryUtilization; column <= (int)Column.BatchSize; column++)
        {
            _ = table.Has(column) && !table.IsEmpty(column) ? table.Scaled(column, 3, "a number") : 0;
        }

        if (!table.Has((int)Column.Utilization) || table.IsEmpty((int)Column.Utilization))
        {
            return [];
        }

        long permille = table.Scaled((int)Column.Utilization, 1, expected);
        return permille <= 1000
            ? [new UtilizationPhase(TimeSpan.Zero, (int)permille, PhaseKind.Compute)]
            : throw table.Fault((int)Column.Utilization, expected);
    }
}
