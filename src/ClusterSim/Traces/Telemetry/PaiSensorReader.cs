using ClusterSim.Events;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Traces.Pai;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// The table of sensors of the PAI trace (Alibaba cluster-trace-gpu-v2020): one row of lifetime averages and maxima for
/// each instance. The times come from the table of instances, what was asked for from that of tasks. An average is told
/// when the instance starts, a maximum just before it ends.
/// </summary>
internal sealed class PaiSensorReader : ITelemetryReader
{
    private const double Whole = 100;

    private enum Column
    {
        Job, Task, Worker, Instance, Machine, Gpu, Cpu, GpuUtilization, Memory, MostMemory, GpuMemory, MostGpuMemory,
    }

    public TraceFormat Format { get; } = new(
        "pai-sensors",
        "Alibaba PAI (gpu-v2020), NSDI 2022: measured averages of each instance, pai_sensor_table",
        "rows of 16 fields, ten numbers at their end; or a header from job_name to write_count");

    public bool HasDates => false;

    public FormatMatch Match(TraceHead head, string name) => HeaderMatch.OfHeadless(
        head, PaiTable.Sensors.Columns, row => row.Skip((int)Column.Cpu).All(HeaderMatch.IsNumber));

    public IEnumerable<TelemetrySample> Read(Stream content, TelemetryDirectory directory, TraceBuilder rows)
    {
        using CsvTableReader table = PaiTable.Sensors.Open(content, rows.Path);
        PaiInstances instances = PaiInstances.Beside(rows.Path, rows);
        while (table.Read())
        {
            rows.RowsRead++;
            string worker = table.Text((int)Column.Worker);
            if (instances.Find(worker) is not { } life)
            {
                rows.LeftOut("no row in pai_instance_table with a start", table.Line);
                continue;
            }

            string job = table.Text((int)Column.Job), task = table.Text((int)Column.Task);
            ResourceVector? plan = instances.PlanOf(job, task);
            int subject = directory.Subject($"{job}/{task}/{worker}");
            int node = directory.Node(table.Text((int)Column.Machine));
            directory.Know(subject, KnownOf(life, plan, table, job));
            foreach (TelemetrySample sample in SamplesOf(table, subject, node, life, plan, rows))
            {
                yield return sample;
            }
        }
    }

    private static KnownJob KnownOf(PaiLife life, ResourceVector? plan, CsvTableReader table, string job) => new()
    {
        Start = life.Start,
        End = life.End,
        Outcome = life.HasFailed ? JobOutcome.Failed : JobOutcome.Completed,
        Request = new JobRequest
        {
            PerInstance = plan ?? new ResourceVector(Gpus: table.IsEmpty((int)Column.GpuUtilization) ? 0 : 1),
            Application = job,
        },
    };

    private static IEnumerable<TelemetrySample> SamplesOf(
        CsvTableReader table, int subject, int node, PaiLife life, ResourceVector? plan, TraceBuilder rows)
    {
        int line = table.Line;
        double gpus = plan is { Gpus: > 0 } gpu ? gpu.TotalGpuMilli / 1000.0 : 1;
        TelemetrySample At(SimTime time, Metric metric, double value) =>
            new(time, subject, node, -1, metric, value, line);
        if (Number(table, Column.GpuUtilization) is { } busy)
        {
            yield return At(life.Start, Metric.GpuUtilization, Share(busy / gpus, rows, line));
        }

        if (Number(table, Column.GpuMemory) is { } gpuGb)
        {
            yield return At(life.Start, Metric.GpuMemory, gpuGb / Math.Max(1, plan?.Gpus ?? 1));
        }

        if (Number(table, Column.Cpu) is { } cpu && plan is { CpuMilli: > 0 } asked)
        {
            yield return At(life.Start, Metric.CpuUtilization, cpu / (asked.CpuMilli / 1000.0));
        }

        if (Number(table, Column.Memory) is { } gb)
        {
            yield return At(life.Start, Metric.Memory, gb);
        }

        if (life.End is { } end && end > life.Start && Number(table, Column.MostMemory) is { } most)
        {
            SimTime last = end - new TimeSpan(1);
            yield return At(last, Metric.Memory, most);
            if (plan is { MemoryMiB: > 0 } limit)
            {
                yield return At(last, Metric.MemoryUtilization, most * 1024 / limit.MemoryMiB * Whole);
            }
        }
    }

    private static double Share(double percent, TraceBuilder rows, int line)
    {
        if (percent > Whole)
        {
            rows.Repaired("uses more GPU than it asked for: counted as fully busy", line);
        }

        return Math.Min(Whole, percent);
    }

    private static double? Number(CsvTableReader table, Column column) =>
        table.NumberOrNull((int)column) is not { } number ? null
        : number is >= 0 and <= 1e9 ? number
        : throw table.Fault((int)column, "a number from 0 to 1e9, or nothing");
}
