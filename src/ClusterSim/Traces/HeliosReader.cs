using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Traces.Slurm;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Job logs of SenseTime's Helios ("Characterization and Prediction of Deep Learning Workloads in Large-Scale GPU
/// Datacenters", SC 2021) and of the Shanghai AI Laboratory's Acme ("Characterization of Large Language Model
/// Development in the Datacenter", NSDI 2024), which has nearly the same columns.
/// </summary>
internal sealed class HeliosReader : ITraceReader
{
    private const double BytesPerGigabyte = 1e9, BytesPerMib = 1_048_576;

    private static readonly string[] s_common =
    [
        "job_id", "user", "gpu_num", "cpu_num", "node_num", "state", "submit_time", "start_time", "end_time",
        "duration", "queue",
    ];

    private readonly string[] _required;
    private readonly string[] _optional;
    private readonly bool _isAcme;

    private HeliosReader(TraceFormat format, bool isAcme)
    {
        (Format, _isAcme) = (format, isAcme);
        _required = [.. s_common, .. isAcme ? new[] { "type", "gpu_time" } : ["vc"]];
        _optional = isAcme ? ["mem_per_pod_GB", "shared_mem_per_pod", "fail_time", "stop_time"] : [];
    }

    public static HeliosReader Helios { get; } = new(
        new TraceFormat(
            "helios",
            "SenseTime Helios, SC 2021 (cluster_log): GPUs, CPUs, nodes, virtual clusters, states, delays",
            "a CSV header of 12 columns from job_id to queue, with vc"),
        isAcme: false);

    public static HeliosReader Acme { get; } = new(
        new TraceFormat(
            "acme",
            "Shanghai AI Laboratory Acme, NSDI 2024 (Seren and Kalos): large language model jobs",
            "a CSV header of 13 columns (Seren) or 17 (Kalos) from job_id to gpu_time"),
        isAcme: true);

    private enum Column
    {
        Id, User, Gpus, Cpus, Nodes, State, Submit, Start, End, Duration, Queue,
        VirtualCluster,
        Type = VirtualCluster, GpuTime, PodMemory, PodSharedMemory, FailTime, StopTime,
    }

    public TraceFormat Format { get; }

    public IReadOnlyCollection<string> Columns => _required;

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, _required, _optional);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(_required, _optional);
        while (table.Read())
        {
            builder.RowsRead++;
            Add(table, builder);
        }

        builder.MoveEpochToFirstSubmit(zoned: _isAcme);
    }

    private void Add(CsvTableReader table, TraceBuilder builder)
    {
        SimTime submit = CalendarText.Read(table, (int)Column.Submit);
        SimTime? start = CalendarText.ReadOrNull(table, (int)Column.Start);
        SimTime? end = CalendarText.ReadOrNull(table, (int)Column.End);
        JobRequest request = Request(table, builder);
        if (!SlurmState.TryParse(table.Text((int)Column.State), out JobOutcome? outcome))
        {
            throw table.Fault((int)Column.State, SlurmState.Expectation);
        }

        string? why = start is null ? "never started"
            : end is null || outcome is null ? "not finished"
            : start < submit ? "started before it was submitted"
            : end < start ? "ended before it started"
            : null;
        if (why is not null)
        {
            builder.LeftOut(why, table.Line);
            return;
        }

        TimeSpan runTime = end!.Value - start!.Value;
        CheckDerived(table, builder, runTime, start.Value - submit);
        builder.Add(
            new Job
            {
                Id = table.Text((int)Column.Id),
                SubmitTime = submit,
                Request = request,
                Profile = new JobProfile { RunTime = runTime, Outcome = outcome!.Value },
                Recorded = new RecordedRun(start, end),
            },
            table.Line);
    }

    private JobRequest Request(CsvTableReader table, TraceBuilder builder)
    {
        const int most = 1_000_000;
        int gpus = table.Int((int)Column.Gpus, 0, most), cores = table.Int((int)Column.Cpus, 0, most);
        int nodes = table.Int((int)Column.Nodes, 0, most);
        if (nodes == 0)
        {
            builder.Repaired("no number of nodes, taken as 1", table.Line);
            nodes = 1;
        }

        (int instances, ResourceVector each) =
            GangShape.Of(nodes, gpus, cores, PodMemoryMiB(table) * nodes, out bool even);
        if (!even)
        {
            builder.Noticed("its GPUs or cores cannot be shared out evenly to its nodes: taken as free to spread",
                table.Line);
        }

        return new JobRequest
        {
            Instances = instances,
            PerInstance = each,
            User = table.Text((int)Column.User),
            Queue = _isAcme ? "" : table.Text((int)Column.VirtualCluster),
            Application = _isAcme ? table.Text((int)Column.Type) : "",
        };
    }

    private long PodMemoryMiB(CsvTableReader table)
    {
        if (!_isAcme || !table.Has((int)Column.PodMemory) || table.IsEmpty((int)Column.PodMemory))
        {
            return 0;
        }

        const long mostMilli = 1_000_000_000;
        const string expected = "a memory size in GB of at most 1e6";
        long milli = table.Scaled((int)Column.PodMemory, 3, expected);
        return milli <= mostMilli
            ? (long)Math.Ceiling(milli / 1000.0 * BytesPerGigabyte / BytesPerMib)
            : throw table.Fault((int)Column.PodMemory, expected);
    }

    /// <summary>Compares the columns that follow from others; they are not used.</summary>
    private void CheckDerived(CsvTableReader table, TraceBuilder builder, TimeSpan runTime, TimeSpan delay)
    {
        TimeSpan duration = table.Length((int)Column.Duration), queue = table.Length((int)Column.Queue);
        // In Kalos the duration goes from submission to end, in Seren and Helios from start to end.
        bool kalos = _isAcme && table.Has((int)Column.FailTime);
        if (duration != (kalos ? runTime + delay : runTime))
        {
            builder.Noticed("duration does not fit the times; the times are used", table.Line);
        }

        if (queue != delay)
        {
            builder.Noticed("queue is not start minus submission; the times are used", table.Line);
        }
    }
}
