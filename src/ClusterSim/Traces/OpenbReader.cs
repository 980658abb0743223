using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Pod lists of Alibaba cluster-trace-gpu-v2023, known as openb ("Beware of Fragmentation", ATC 2023), with all eleven
/// columns or, in the multi-GPU variants, only the first five.
/// </summary>
internal sealed class OpenbReader : ITraceReader
{
    private const int ShortColumns = 5;
    private static readonly string[] s_columns =
    [
        "name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli",
        "gpu_spec", "qos", "pod_phase", "creation_time", "deletion_time", "scheduled_time",
    ];

    private enum Column
    {
        Name, CpuMilli, MemoryMiB, Gpus, GpuMilli, GpuModels, Qos, Phase, Creation, Deletion, Scheduled,
    }

    public TraceFormat Format { get; } = new(
        "openb",
        "Alibaba gpu-v2023 pod lists (openb), ATC 2023: GPU shares, GPU model constraints",
        "a CSV header of 11 columns from name to scheduled_time, or only its first 5 (name to gpu_milli)");

    public FormatMatch Match(TraceHead head)
    {
        FormatMatch full = HeaderMatch.Of(head, s_columns), shortened = HeaderMatch.Of(head, s_columns[..ShortColumns]);
        return full > shortened ? full : shortened;
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        if (table.Header.Count <= ShortColumns)
        {
            table.RequireExactly(s_columns[..ShortColumns]);
            ReadTimeless(table, builder);
        }
        else
        {
            table.RequireExactly(s_columns);
            ReadTimed(table, builder);
        }
    }

    /// <summary>
    /// Pods without times: one second apart in the natural order of their names, none leaves before the last has come.
    /// </summary>
    private static void ReadTimeless(CsvTableReader table, TraceBuilder builder)
    {
        List<(string Name, JobRequest Request, int Line)> pods = [];
        while (table.Read())
        {
            pods.Add((table.Text((int)Column.Name), ReadRequest(table), table.Line));
        }

        pods.Sort((a, b) => NaturalOrder.Instance.Compare(a.Name, b.Name));
        for (int i = 0; i < pods.Count; i++)
        {
            builder.Repaired("no times in this variant: pods come one second apart and stay to the end", pods[i].Line);
            builder.Add(
                new Job
                {
                    Id = pods[i].Name,
                    SubmitTime = SimTime.FromSeconds(i),
                    Request = pods[i].Request,
                    Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(pods.Count - i), Censored = true },
                },
                pods[i].Line);
        }

        builder.RowsRead = pods.Count;
        builder.NoticedOnTheWhole(
            "no times in this list: only placement can be studied; delays, durations and loads over time are made up");
    }

    private static void ReadTimed(CsvTableReader table, TraceBuilder builder)
    {
        List<Pod> pods = [];
        SimTime end = SimTime.Zero;
        while (table.Read())
        {
            Pod pod = ReadPod(table, builder);
            pods.Add(pod);
            end = SimTime.Max(end, pod.Deletion);
        }

        foreach (Pod pod in pods)
        {
            Add(pod, end, builder);
        }

        builder.RowsRead = pods.Count;
    }

    private static Pod ReadPod(CsvTableReader table, TraceBuilder builder)
    {
        string phase = table.Text((int)Column.Phase);
        if (phase is not ("Running" or "Succeeded" or "Failed" or "Pending"))
        {
            throw table.Fault((int)Column.Phase, "Running, Succeeded, Failed or Pending");
        }

        return new Pod(
            table.Line,
            table.Text((int)Column.Name),
            ReadRequest(table) with { GpuModels = ReadModels(table, builder), Queue = table.Text((int)Column.Qos) },
            phase,
            table.Time((int)Column.Creation),
            table.TimeOrNull((int)Column.Scheduled),
            table.Time((int)Column.Deletion));
    }

    private static JobRequest ReadRequest(CsvTableReader table)
    {
        const int mostCpuMilli = 1_000_000_000, mostGpus = 1_000;
        int gpus = table.Int((int)Column.Gpus, 0, mostGpus);
        int share = table.Int((int)Column.GpuMilli, gpus > 0 ? 1 : 0, 1000);
        return gpus > 1 && share != 1000
            ? throw table.Fault((int)Column.GpuMilli, "1000, since shares need exactly one GPU")
            : new JobRequest
            {
                PerInstance = new ResourceVector(
                    CpuMilli: table.Int((int)Column.CpuMilli, 0, mostCpuMilli),
                    Gpus: gpus,
                    GpuMilli: gpus > 0 ? share : 1000,
                    MemoryMiB: table.Whole((int)Column.MemoryMiB, 0, int.MaxValue)),
            };
    }

    private static ImmutableArray<string> ReadModels(CsvTableReader table, TraceBuilder builder)
    {
        if (table.IsEmpty((int)Column.GpuModels))
        {
            return [];
        }

        string[] named = table.Text((int)Column.GpuModels).Split('|', StringSplitOptions.TrimEntries);
        ImmutableArray<string> models = [.. named.Distinct()];
        if (models.Length < named.Length)
        {
            builder.Repaired("a GPU model is named twice in gpu_spec", table.Line);
        }

        return models;
    }

    private static void Add(Pod pod, SimTime traceEnd, TraceBuilder builder)
    {
        SimTime start = pod.Scheduled ?? pod.Creation;
        if (start < pod.Creation || pod.Deletion < start)
        {
            builder.LeftOut("creation, schedule and deletion are out of order", pod.Line);
            return;
        }

        if (pod.Scheduled is null)
        {
            builder.Repaired("never scheduled: run time taken as deletion minus creation, outcome cancelled", pod.Line);
        }

        bool censored = pod.Phase == "Running" && pod.Deletion == traceEnd;
        if (censored)
        {
            builder.Noticed("running at the end of the trace: run time is a lower bound", pod.Line);
        }

        builder.Add(
            new Job
            {
                Id = pod.Name,
                SubmitTime = pod.Creation,
                Request = pod.Request,
                Profile = new JobProfile { RunTime = pod.Deletion - start, Censored = censored, Outcome = pod.Outcome },
                Recorded = new RecordedRun(pod.Scheduled, pod.Scheduled is null || censored ? null : pod.Deletion),
            },
            pod.Line);
    }

    private sealed record Pod(
        int Line, string Name, JobRequest Request, string Phase, SimTime Creation, SimTime? Scheduled, SimTime Deletion)
    {
        public JobOutcome Outcome => Scheduled is null ? JobOutcome.Cancelled
            : Phase == "Failed" ? JobOutcome.Failed
            : JobOutcome.Completed;
    }
}
