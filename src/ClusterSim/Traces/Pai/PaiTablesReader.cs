using System.Globalization;
using ClusterSim.Statistics;
using ClusterSim.Tables;

namespace ClusterSim.Traces.Pai;

/// <summary>
/// The tables of Alibaba cluster-trace-gpu-v2020, known as PAI ("MLaaS in the Wild", NSDI 2022): jobs and tasks, and
/// the tables of instances, sensors and groups where they stand beside them.
/// </summary>
internal sealed class PaiTablesReader : ITraceReader
{
    private enum JobColumn
    {
        Status = 3, Start, End,
    }

    public TraceFormat Format { get; } = new(
        "pai-tables",
        "Alibaba PAI tables (gpu-v2020), NSDI 2022: jobs, tasks, measured utilization; a folder or its pai_job_table",
        "rows of 6 fields without a header, the fourth a status; or a header from job_name to end_time");

    /// <summary>Whether the head is that of the table of jobs.</summary>
    public static bool Recognises(TraceHead head) => MatchOf(head) == FormatMatch.Exact;

    public FormatMatch Match(TraceHead head) => MatchOf(head);

    private static FormatMatch MatchOf(TraceHead head) => HeaderMatch.OfHeadless(
        head,
        PaiTable.Jobs.Columns,
        row => Enum.IsDefined(typeof(PaiStatus), row[(int)JobColumn.Status])
            && HeaderMatch.IsNumber(row[(int)JobColumn.Start]) && HeaderMatch.IsNumber(row[(int)JobColumn.End]));

    public void Read(Stream content, TraceBuilder builder)
    {
        string jobPath = builder.Path, folder = Path.GetDirectoryName(jobPath) ?? "";
        string tasks = PaiTable.Tasks.FindIn(folder)
            ?? throw new TableFormatException(
                jobPath, 0, "", $"no {PaiTable.Tasks.Name} beside it", $"a file {PaiTable.Tasks.Name}.csv");
        string? groups = PaiTable.Groups.FindIn(folder), instances = PaiTable.Instances.FindIn(folder),
            sensors = PaiTable.Sensors.FindIn(folder);
        PaiJobs jobs = new();
        using (CsvTableReader table = PaiTable.Jobs.Open(content, jobPath))
        {
            jobs.ReadJobs(table, withInstanceIds: groups is not null);
        }

        ReadCompanion(PaiTable.Groups, groups, jobs.ReadGroups, builder);
        ReadCompanion(PaiTable.Tasks, tasks, table => jobs.ReadTasks(table, builder), builder);
        ReadCompanion(PaiTable.Instances, instances, jobs.ReadInstances, builder);
        ReadCompanion(PaiTable.Sensors, sensors, jobs.ReadSensors, builder);
        builder.Path = tasks;
        PaiWorkload.Add(jobs, builder);
        AddDelays(jobs, builder);
    }

    private static void ReadCompanion(
        PaiTable kind, string? path, Func<CsvTableReader, (long Rows, long Strays)> read, TraceBuilder builder)
    {
        if (path is null)
        {
            return;
        }

        (long rows, long strays) = (0, 0);
        string checksum = TableFile.ReadAll(
            path,
            content =>
            {
                using CsvTableReader table = kind.Open(content, path);
                (rows, strays) = read(table);
            });
        builder.Companions.Add((Path.GetFileName(path), checksum));
        builder.Properties.Add(new TraceProperty(
            kind.Name, string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, SHA-256 {checksum}")));
        if (strays > 0)
        {
            builder.NoticedOnTheWhole(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Name}: rows that belong to nothing in the other tables: {strays:N0}"));
        }
    }

    /// <summary>
    /// The origin's own measure: from the submission of a job to the first start of one of its tasks.
    /// </summary>
    private static void AddDelays(PaiJobs jobs, TraceBuilder builder)
    {
        double[] delays =
        [
            .. jobs.All.Select(job => job.EarliestStart() - job.Submit).OfType<TimeSpan>()
                .Where(delay => delay >= TimeSpan.Zero).Select(delay => delay.TotalSeconds),
        ];
        Distribution spread = Distribution.Of(delays);
        if (spread.Count > 0)
        {
            builder.Properties.Add(new TraceProperty(
                "queueing delay of whole jobs",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{spread.Count:N0} jobs, mean {spread.Mean:0.###} s, median {spread.P50:0.###} s, "
                        + $"99 % {spread.P99:0.###} s, greatest {spread.Max:0.###} s")));
        }
    }
}
