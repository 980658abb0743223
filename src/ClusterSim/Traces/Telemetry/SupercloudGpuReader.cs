using ClusterSim.Events;
using ClusterSim.Tables;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// GPU measurements of one job on one node as the MIT Supercloud dataset (HPEC 2021) has them: a file
/// <c>JOB-NODE.csv</c> of nvidia-smi's values every 100 ms.
/// </summary>
internal sealed class SupercloudGpuReader : ITelemetryReader
{
    private const double GbPerMib = 1.048576e-3;

    private static readonly string[] s_required =
    [
        "timestamp", "gpu_index", "utilization_gpu_pct", "memory_used_MiB", "temperature_gpu", "power_draw_W",
    ];

    private static readonly string[] s_unused =
    [
        "utilization_memory_pct", "memory_free_MiB", "temperature_memory", "pcie_link_width_current",
    ];

    private static readonly (Column Column, Metric Metric, double Scale, double Most, string Unit)[] s_values =
    [
        (Column.Utilization, Metric.GpuUtilization, 1, 100, "a percentage from 0 to 100"),
        (Column.Memory, Metric.GpuMemory, GbPerMib, 1e6, "MiB from 0 to 1e9"),
        (Column.Temperature, Metric.GpuTemperature, 1, 1000, "C from 0 to 1000"),
        (Column.Power, Metric.GpuPower, 1, 1e5, "W from 0 to 1e5"),
    ];

    private enum Column
    {
        Time, Device, Utilization, Memory, Temperature, Power,
    }

    public TraceFormat Format { get; } = new(
        "mit-supercloud-gpu",
        "MIT Supercloud, HPEC 2021: GPU utilization, memory, temperature and power of a job on a node",
        "the columns timestamp, gpu_index, utilization_gpu_pct, memory_used_MiB, temperature_gpu, power_draw_W");

    public FormatMatch Match(TraceHead head, string name) => HeaderMatch.Of(head, s_required, s_unused);

    public IEnumerable<TelemetrySample> Read(Stream content, TelemetryDirectory directory, TraceBuilder rows)
    {
        using CsvTableReader table = new(content, rows.Path);
        table.RequireExactly(s_required, s_unused);
        string[] name = TracePath.NameOf(rows.Path).Split('-', 2);
        int subject = directory.Subject(name[0]), node = name.Length > 1 ? directory.Node(name[1]) : -1;
        while (table.Read())
        {
            rows.RowsRead++;
            bool any = false;
            foreach ((Column column, Metric metric, double scale, double most, string unit) in s_values)
            {
                if (Value(table, column, scale, most, unit) is { } value)
                {
                    any = true;
                    short device = (short)table.Int((int)Column.Device, 0, 1000);
                    yield return new TelemetrySample(
                        table.Time((int)Column.Time), subject, node, device, metric, value, table.Line);
                }
            }

            if (!any)
            {
                rows.LeftOut("no value", table.Line);
            }
        }
    }

    private static double? Value(CsvTableReader table, Column column, double scale, double most, string unit) =>
        table.NumberOrNull((int)column) * scale is not { } value ? null
        : value >= 0 && value <= most ? value
        : throw table.Fault((int)column, unit);
}
