using ClusterSim.Tables;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Traces;

/// <summary>
/// Workloads of the artefacts of Pollux ("Pollux: Co-adaptive Cluster Scheduling for Goodput-Optimized Deep Learning",
/// OSDI 2021) and Sia ("Sia: Heterogeneity-aware, goodput-optimized ML-cluster scheduling", SOSP 2023).
/// </summary>
internal sealed class PolluxReader : ITraceReader
{
    private static readonly string[] s_columns = ["name", "time", "application", "num_replicas", "batch_size"];

    /// <summary>
    /// GPU-seconds that one T4 needs to train each application with the smallest batch that Pollux's artefact measured:
    /// the last iteration of its validation table times the step time of one replica with that batch, or the next
    /// measured one. Those are exact for one GPU; more GPUs are taken as that many times as fast.
    /// </summary>
    private static readonly Dictionary<string, int> s_gpuSeconds = new(StringComparer.Ordinal)
    {
        ["ncf"] = 1_444,
        ["cifar10"] = 4_057,
        ["bert"] = 13_614,
        ["deepspeech2"] = 19_439,
        ["yolov3"] = 33_738,
        ["imagenet"] = 532_439,
    };

    private enum Column
    {
        Name, Time, Application, Replicas, BatchSize,
    }

    public TraceFormat Format { get; } = new(
        "pollux",
        "workloads of Pollux, OSDI 2021, and Sia, SOSP 2023: applications and GPUs; run times are estimates",
        "a CSV header name,time,application,num_replicas,batch_size");

    public IReadOnlyCollection<string> Columns => s_columns;

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, s_columns);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns);
        while (table.Read())
        {
            builder.RowsRead++;
            builder.Add(ReadJob(table), table.Line);
        }

        builder.NoticedOnTheWhole(
            "no run times are recorded: they are the GPU-time of the application on one T4 over the GPUs asked for");
    }

    private static Job ReadJob(CsvTableReader table)
    {
        const int most = 1_000_000;
        string application = table.Text((int)Column.Application);
        int replicas = table.Int((int)Column.Replicas, 1, most);
        int batchSize = table.Int((int)Column.BatchSize, 1, int.MaxValue);
        if (!s_gpuSeconds.TryGetValue(application, out int gpuSeconds))
        {
            throw table.Fault((int)Column.Application,
                "one of " + string.Join(", ", s_gpuSeconds.Keys) + " (of others nobody knows how long they run)");
        }

        return new Job
        {
            Id = table.Text((int)Column.Name),
            SubmitTime = table.Time((int)Column.Time),
            Request = new JobRequest
            {
                Instances = replicas,
                PerInstance = new ResourceVector(Gpus: 1),
                Application = application,
                Training = new TrainingRequest { BatchSize = batchSize },
            },
            Profile = new JobProfile { RunTime = new TimeSpan(gpuSeconds * TimeSpan.TicksPerSecond / replicas) },
        };
    }
}
