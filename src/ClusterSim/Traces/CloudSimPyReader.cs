using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>The reduction of Alibaba's v2018 batch tasks that comes with CloudSimPy: one row per task.</summary>
internal sealed class CloudSimPyReader : ITraceReader
{
    private static readonly string[] s_columns =
        ["submit_time", "duration", "cpu", "memory", "job_id", "task_id", "instances_num", "disk", ""];

    private enum Column
    {
        Submit, Duration, Cpus, Memory, Job, Task, Instances, Disk,
    }

    public TraceFormat Format { get; } = new(
        "cloudsimpy",
        "CloudSimPy's reduction of Alibaba v2018 batch tasks: CPUs, memory as a share, many instances",
        "a CSV header of an unnamed column and 8 named ones from submit_time to disk");

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, s_columns);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns);
        RequestPool pool = new();
        while (table.Read())
        {
            builder.RowsRead++;
            CheckDisk(table, builder);
            builder.Add(
                new Job
                {
                    Id = table.Text((int)Column.Job) + "/" + table.Text((int)Column.Task),
                    SubmitTime = table.Time((int)Column.Submit),
                    Request = ReadRequest(table, pool),
                    Profile = new JobProfile { RunTime = table.Length((int)Column.Duration) },
                },
                table.Line);
        }
    }

    private static void CheckDisk(CsvTableReader table, TraceBuilder builder)
    {
        if (table.Scaled((int)Column.Disk, decimals: 3, "a number") > 0)
        {
            builder.Noticed("asks for disk, in no known unit: not used", table.Line);
        }
    }

    private static JobRequest ReadRequest(CsvTableReader table, RequestPool pool)
    {
        // A share of 1 is a hundred hundredths: nine decimals of the one are seven of the other.
        const int mostInstances = 10_000_000, milliDecimals = 3, shareDecimals = 9;
        const long whole = 1_000_000_000, hundredth = whole / 100;
        return pool.Share(new JobRequest
        {
            Instances = table.Int((int)Column.Instances, 1, mostInstances),
            PerInstance = new ResourceVector(
                CpuMilli: (int)table.ScaledOrZero((int)Column.Cpus, milliDecimals, int.MaxValue, "a number of cores"),
                MemoryMiB: NormalisedMemory.MiB(
                    table.ScaledOrZero((int)Column.Memory, shareDecimals, whole, "a share from 0 to 1"), hundredth)),
        });
    }
}
