using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// Job list of Alibaba cluster-trace-v2026-spot-gpu: high-priority and spot jobs on GPUs ("GFS: A Preemptive Scheduling
/// Framework for GPU Clusters with Predictive Spot Management", ASPLOS 2026).
/// </summary>
internal sealed class AlibabaSpot2026Reader : ITraceReader
{
    private const string HighPriority = "HP", Spot = "Spot";
    private static readonly string[] s_columns =
    [
        "job_name", "organization", "gpu_model", "cpu_request", "gpu_request", "worker_num", "submit_time", "duration",
        "job_type",
    ];

    private enum Column
    {
        Id, Organization, GpuModel, Cpus, Gpus, Workers, Submit, Duration, Type,
    }

    public TraceFormat Format { get; } = new(
        "alibaba-spot-v2026",
        "Alibaba spot GPU jobs (v2026), ASPLOS 2026: high-priority and spot jobs, GPU models",
        "a CSV header of 9 columns from job_name to job_type");

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, s_columns);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns);
        RequestPool pool = new();
        while (table.Read())
        {
            builder.RowsRead++;
            builder.Add(
                new Job
                {
                    Id = table.Text((int)Column.Id),
                    SubmitTime = table.Time((int)Column.Submit),
                    Request = ReadRequest(table, pool, builder),
                    Profile = new JobProfile { RunTime = table.Length((int)Column.Duration) },
                },
                table.Line);
        }
    }

    private static JobRequest ReadRequest(CsvTableReader table, RequestPool pool, TraceBuilder builder)
    {
        const int milliDecimals = 3, mostWorkers = 1_000_000;
        const long mostGpuMilli = 1_000_000;
        const string cores = "a number of cores", gpuNumber = "a number of GPUs up to 1000";
        string type = table.Text((int)Column.Type);
        (int gpus, int share, bool roundedUp) = GpuAmount.Of(
            table.ScaledOrZero((int)Column.Gpus, milliDecimals, mostGpuMilli, gpuNumber));
        if (roundedUp)
        {
            builder.Repaired("a fraction above one GPU: rounded up to whole GPUs", table.Line);
        }

        return pool.Share(new JobRequest
        {
            Instances = table.Int((int)Column.Workers, 1, mostWorkers),
            PerInstance = new ResourceVector(
                (int)table.ScaledOrZero((int)Column.Cpus, milliDecimals, int.MaxValue, cores), gpus, share),
            GpuModels = gpus > 0 ? pool.Models(table.Text((int)Column.GpuModel)) : [],
            User = table.Text((int)Column.Organization),
            Queue = type,
            Priority = type switch
            {
                HighPriority => 1,
                Spot => 0,
                _ => throw table.Fault((int)Column.Type, $"{HighPriority} or {Spot}"),
            },
        });
    }
}
