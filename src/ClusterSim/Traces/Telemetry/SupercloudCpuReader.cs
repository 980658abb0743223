using System.Globalization;
using ClusterSim.Events;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// CPU and memory of one job as Slurm's profiling plugin samples them, in the form of the MIT Supercloud dataset (HPEC
/// 2021): a file <c>JOB-timeseries.csv</c> with a row for each step, node and series. The rows of a node at one time
/// are added up, so the file is held in memory.
/// </summary>
internal sealed class SupercloudCpuReader : ITelemetryReader
{
    private const double GbPerKib = 1.024e-6, MostCores = 100_000;

    private static readonly string[] s_columns = ["EpochTime", "Node", "CPUUtilization", "RSS"];

    private static readonly string[] s_unused =
    [
        "Step", "Series", "ElapsedTime", "CPUFrequency", "CPUTime", "VMSize", "Pages", "ReadMB", "WriteMB",
    ];

    private enum Column
    {
        Time, Node, Cpu, Memory,
    }

    public TraceFormat Format { get; } = new(
        "mit-supercloud-cpu",
        "MIT Supercloud, HPEC 2021: CPU and memory of a job every 10 s, as Slurm profiles it",
        "a CSV header of 13 columns from Step to WriteMB, with EpochTime, CPUUtilization and RSS");

    public FormatMatch Match(TraceHead head, string name) => HeaderMatch.Of(head, [.. s_columns, .. s_unused]);

    public IEnumerable<TelemetrySample> Read(Stream content, TelemetryDirectory directory, TraceBuilder rows)
    {
        SortedDictionary<(SimTime Time, int Node), Use> uses = [];
        using CsvTableReader table = new(content, rows.Path);
        table.RequireExactly([.. s_columns, .. s_unused]);
        while (table.Read())
        {
            rows.RowsRead++;
            Add(table, directory, rows, uses);
        }

        int subject = directory.Subject(TracePath.NameOf(rows.Path).Split('-', 2)[0]);
        double cores = Know(subject, directory, rows, uses);
        foreach (((SimTime time, int node), Use use) in uses)
        {
            yield return new TelemetrySample(
                time, subject, node, -1, Metric.CpuUtilization, use.CpuPercent / cores, use.Line);
            yield return new TelemetrySample(time, subject, node, -1, Metric.Memory, use.MemoryGb, use.Line);
        }
    }

    private static void Add(
        CsvTableReader table, TelemetryDirectory directory, TraceBuilder rows,
        SortedDictionary<(SimTime Time, int Node), Use> uses)
    {
        const double mostKib = 1e12;
        if (table.NumberOrNull((int)Column.Cpu) is not { } cpu || table.NumberOrNull((int)Column.Memory) is not { } kib)
        {
            rows.LeftOut("no value", table.Line);
            return;
        }

        if (!(cpu is >= 0 and <= 100 * MostCores))
        {
            throw table.Fault((int)Column.Cpu, "percent of a core, 0 or more");
        }

        if (!(kib is >= 0 and <= mostKib))
        {
            throw table.Fault((int)Column.Memory, "KiB, 0 or more");
        }

        (SimTime, int) key = (table.Time((int)Column.Time), directory.Node(table.Text((int)Column.Node)));
        Use before = uses.TryGetValue(key, out Use found) ? found : new Use(0, 0, table.Line);
        uses[key] = before with
        {
            CpuPercent = before.CpuPercent + cpu, MemoryGb = before.MemoryGb + (kib * GbPerKib),
        };
    }

    /// <summary>The table does not say how many cores the job asked for; it had those that were busy.</summary>
    private static double Know(
        int subject, TelemetryDirectory directory, TraceBuilder rows,
        SortedDictionary<(SimTime Time, int Node), Use> uses)
    {
        double most = uses.Count == 0 ? 0 : uses.Values.Max(use => use.CpuPercent);
        int cores = Math.Max(1, (int)Math.Min(MostCores, Math.Ceiling(most / 100)));
        int nodes = uses.Keys.Select(key => key.Node).Distinct().Count();
        rows.NoticedOnTheWhole(string.Create(
            CultureInfo.InvariantCulture,
            $"the cores asked for are not recorded: the most that were busy at once on a node, {cores}, are taken"));
        directory.Know(subject, new KnownJob
        {
            Request = new JobRequest
            {
                Instances = Math.Max(1, nodes), PerInstance = new ResourceVector(CpuMilli: cores * 1000),
            },
        });
        return cores;
    }

    private readonly record struct Use(double CpuPercent, double MemoryGb, int Line);
}
