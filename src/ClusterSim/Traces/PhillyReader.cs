using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// The reduction of Microsoft's Philly trace ("Analysis of Large-Scale Multi-Tenant GPU Clusters for DNN Training
/// Workloads", ATC 2019) that the Pollux and Sia artefacts use: submission, duration, GPUs and virtual cluster.
/// </summary>
internal sealed class PhillyReader : ITraceReader
{
    private const string TimestampFormat = "yyyy-MM-dd HH:mm:ss";
    private static readonly string[] s_columns = ["timestamp", "duration", "num_gpus", "gpu_time", "cluster"];

    private enum Column
    {
        Timestamp, Duration, Gpus, GpuTime, Cluster,
    }

    public TraceFormat Format { get; } = new(
        "philly",
        "Microsoft Philly 2017, ATC 2019 (reduction of the Pollux artefact): GPUs, durations, virtual clusters",
        "a CSV header timestamp,duration,num_gpus,gpu_time,cluster");

    public IReadOnlyCollection<string> Columns => s_columns;

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, s_columns);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly(s_columns);
        List<Row> rows = [];
        while (table.Read())
        {
            Row row = ReadRow(table);
            builder.RowsRead++;
            if (row.Gpus == 0)
            {
                builder.LeftOut("asks for no GPU", row.Line);
                continue;
            }

            CheckGpuTime(row, builder);
            rows.Add(row);
        }

        // The rows have no ids. Numbered in the order of all columns, they get the same ids in whatever order they
        // stand.
        rows.Sort();
        AddAll(rows, builder);
    }

    private static Row ReadRow(CsvTableReader table)
    {
        const int mostGpus = 1_000_000;
        return new Row(
            ReadTimestamp(table),
            table.Length((int)Column.Duration),
            table.Int((int)Column.Gpus, 0, mostGpus),
            table.Length((int)Column.GpuTime),
            table.Text((int)Column.Cluster),
            table.Line);
    }

    private static DateTime ReadTimestamp(CsvTableReader table)
    {
        Span<char> text = stackalloc char[TimestampFormat.Length];
        ReadOnlySpan<byte> field = table.Bytes((int)Column.Timestamp);
        return field.Length == text.Length
            && System.Text.Ascii.ToUtf16(field, text, out _) == System.Buffers.OperationStatus.Done
            && DateTime.TryParseExact(text, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.None,
                out DateTime time)
            ? time
            : throw table.Fault((int)Column.Timestamp, "a local time like 2017-10-09 07:01:55");
    }

    private static void CheckGpuTime(Row row, TraceBuilder builder)
    {
        if (row.GpuTime != row.Duration * row.Gpus)
        {
            builder.Noticed("gpu_time is not duration times num_gpus; gpu_time is not used", row.Line);
        }
    }

    private static void AddAll(List<Row> rows, TraceBuilder builder)
    {
        if (rows.Count == 0)
        {
            return;
        }

        DateTime zero = rows[0].Timestamp;
        builder.TimeZero = zero.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            + " local time, zone not recorded";
        foreach (int line in DuplicateLines(rows))
        {
            builder.Noticed("an exact duplicate of another row; both are kept", line);
        }

        for (int i = 0; i < rows.Count; i++)
        {
            builder.Add(ToJob(rows[i], zero, i + 1), rows[i].Line);
        }
    }

    private static IEnumerable<int> DuplicateLines(List<Row> rows) => Enumerable.Range(1, rows.Count - 1)
        .Where(i => rows[i].CompareTo(rows[i - 1]) == 0)
        .Select(i => Math.Max(rows[i].Line, rows[i - 1].Line))
        .Order();

    private static Job ToJob(Row row, DateTime zero, int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"philly-{number}"),
        SubmitTime = new SimTime((row.Timestamp - zero).Ticks),
        Request = new JobRequest
        {
            Instances = row.Gpus,
            PerInstance = new ResourceVector(Gpus: 1),
            Queue = row.Cluster,
        },
        Profile = new JobProfile { RunTime = row.Duration },
    };

    private readonly record struct Row(
        DateTime Timestamp, TimeSpan Duration, int Gpus, TimeSpan GpuTime, string Cluster, int Line) : IComparable<Row>
    {
        public int CompareTo(Row other)
        {
            int order = Timestamp.CompareTo(other.Timestamp);
            order = order != 0 ? order : Duration.CompareTo(other.Duration);
            order = order != 0 ? order : Gpus.CompareTo(other.Gpus);
            order = order != 0 ? order : GpuTime.CompareTo(other.GpuTime);
            return order != 0 ? order : string.CompareOrdinal(Cluster, other.Cluster);
        }
    }
}
