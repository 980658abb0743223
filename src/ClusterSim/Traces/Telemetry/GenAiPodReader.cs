using ClusterSim.Events;
using ClusterSim.Tables;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// The tables of Alibaba cluster-trace-v2026-GenAI (GenTD26) that measure pods. All have the same three columns, so
/// that only the name of a table tells what its values are.
/// </summary>
internal sealed class GenAiPodReader : ITelemetryReader
{
    private const double BytesPerGb = 1e9;

    private static readonly string[] s_columns = ["value", "timestamp_anon", "container_ip"];

    private readonly string _table;
    private readonly Metric _metric;
    private readonly double _scale, _most;
    private readonly string _expected;

    private GenAiPodReader(
        string table, string name, string what, Metric metric, double scale, double most, string unit)
    {
        (_table, _metric, _scale, _most) = (table, metric, scale, most);
        _expected = $"{unit}, or nothing, None or NULL";
        Format = new TraceFormat(
            name,
            $"Alibaba v2026 GenAI, {what} of each pod",
            $"the columns value, timestamp_anon, container_ip in any order, in a table named {table}");
    }

    private enum Column
    {
        Value, Time, Pod,
    }

    /// <summary>Share of time in which the GPU computes, in percent.</summary>
    public static GenAiPodReader DutyCycle { get; } = new(
        "pod_gpu_duty_cycle", "genai-gpu-duty-cycle", "GPU duty cycle", Metric.GpuUtilization, 1, 100,
        "a percentage from 0 to 100");

    /// <summary>GPU memory in use, in bytes.</summary>
    public static GenAiPodReader GpuMemory { get; } = new(
        "pod_gpu_memory_used_bytes", "genai-gpu-memory", "GPU memory in use", Metric.GpuMemory, 1 / BytesPerGb, 1e6,
        "bytes from 0 to 1e15");

    /// <summary>Share of the pod's memory in use; the origin calls it a percentage, the values are fractions.</summary>
    public static GenAiPodReader MemoryShare { get; } = new(
        "pod_memory_util", "genai-memory", "memory in use", Metric.MemoryUtilization, 100, 100,
        "a fraction from 0 to 1");

    public TraceFormat Format { get; }

    /// <summary>The origin shifted all times by the same amount.</summary>
    public bool HasDates => false;

    public FormatMatch Match(TraceHead head, string name)
    {
        FormatMatch columns = HeaderMatch.Of(head, s_columns);
        return name.StartsWith(_table, StringComparison.Ordinal) ? columns
            : columns == FormatMatch.Exact ? FormatMatch.Resembling
            : FormatMatch.None;
    }

    public IEnumerable<TelemetrySample> Read(Stream content, TelemetryDirectory directory, TraceBuilder rows)
    {
        using CsvTableReader table = new(content, rows.Path);
        table.RequireExactly(s_columns);
        while (table.Read())
        {
            rows.RowsRead++;
            string pod = table.Text((int)Column.Pod);
            if (IsNothing(table.Bytes((int)Column.Value)))
            {
                rows.LeftOut("no value", table.Line);
            }
            else if (IsNothing(table.Bytes((int)Column.Pod)))
            {
                rows.LeftOut("no pod", table.Line);
            }
            else
            {
                yield return new TelemetrySample(
                    table.Time((int)Column.Time), directory.Subject(pod), -1, -1, _metric, Value(table, rows),
                    table.Line);
            }
        }
    }

    private static bool IsNothing(ReadOnlySpan<byte> field)
    {
        field = field.Trim((byte)' ');
        return field.IsEmpty || field.SequenceEqual("None"u8) || field.SequenceEqual("NULL"u8);
    }

    // A gauge computed as a difference of counters can come out just below zero.
    private double Value(CsvTableReader table, TraceBuilder rows)
    {
        const double rounding = -0.1;
        double value = table.NumberOrNull((int)Column.Value)!.Value * _scale;
        if (value is >= rounding and < 0)
        {
            rows.Repaired("a value just below zero is taken as zero", table.Line);
            return 0;
        }

        return value >= 0 && value <= _most ? value : throw table.Fault((int)Column.Value, _expected);
    }
}
