using System.Globalization;
using System.Text;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Slurm;

/// <summary>
/// The cleaned Slurm log of the MIT Supercloud ("The MIT Supercloud Dataset", HPEC 2021): accounting columns in the
/// codes of Slurm's data base, and columns derived from them.
/// </summary>
internal sealed class SupercloudReader : ITraceReader
{
    private const long NoLimit = 4_294_967_295;

    private static readonly string[] s_used =
    [
        "id_job", "id_user", "partition", "priority", "state", "timelimit", "time_submit", "time_start", "time_end",
        "tres_alloc", "tres_req", "job_type", "nodes_alloc",
    ];

    private static readonly string[] s_unused =
    [
        "id_array_job", "id_array_task", "kill_requid", "nodelist", "cpus_req", "derived_ec", "exit_code", "gres_used",
        "array_max_tasks", "array_task_pending", "constraints", "flags", "mem_req", "time_eligible", "time_suspended",
        "track_steps", "time_submit_dt", "time_eligible_dt", "time_start_dt", "time_end_dt", "service_time",
        "interarrival_time", "service_time_norm", "interarrival_time_norm", "timelimit_clean",
    ];

    /// <summary>Numbers of resources in Slurm's data base; those above 1,000 are of this site.</summary>
    private static readonly Dictionary<string, string> s_resources = new(StringComparer.Ordinal)
    {
        ["1"] = "cpu",
        ["2"] = "mem",
        ["3"] = "energy",
        ["4"] = "node",
        ["5"] = "billing",
        ["1001"] = "gres/gpu:tesla",
        ["1002"] = "gres/gpu:volta",
    };

    private enum Column
    {
        JobId, UserId, Partition, Priority, State, Limit, Submit, Start, End, Allocated, Requested, Kind, Nodes,
    }

    public TraceFormat Format { get; } = new(
        "mit-supercloud",
        "MIT Supercloud, HPEC 2021: the cleaned Slurm log with CPUs, memory, GPUs, time limits, states",
        "a CSV header of 38 columns of Slurm's accounting, from id_job to timelimit_clean");

    public IReadOnlyCollection<string> Columns { get; } = [.. s_used, .. s_unused];

    public FormatMatch Match(TraceHead head) => HeaderMatch.Of(head, Columns);

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path);
        table.RequireExactly([.. s_used, .. s_unused]);
        TextPool texts = new();
        List<Row> rows = [];
        while (table.Read())
        {
            builder.RowsRead++;
            Row row = ReadRow(table, texts, builder);
            if (row.Start < row.Submit || row.End < row.Start)
            {
                builder.LeftOut("times out of order", row.Line);
                continue;
            }

            rows.Add(row);
        }

        // The ids lost digits and are not unique. Numbered in the order of what they hold, the rows get the same ids in
        // whatever order they stand.
        rows.Sort();
        for (int i = 0; i < rows.Count; i++)
        {
            builder.Add(rows[i].ToJob(i + 1), rows[i].Line);
        }

        builder.MoveEpochToFirstSubmit(zoned: true);
    }

    private static Row ReadRow(CsvTableReader table, TextPool texts, TraceBuilder builder)
    {
        long limitMinutes = table.Whole((int)Column.Limit, 0, NoLimit);
        return new Row(
            UnixTime(table, Column.Submit), UnixTime(table, Column.Start), UnixTime(table, Column.End),
            table.Text((int)Column.JobId), Request(table, texts, builder, limitMinutes), Outcome(table), table.Line);
    }

    private static SimTime UnixTime(CsvTableReader table, Column column) =>
        table.Time((int)column) + (DateTime.UnixEpoch - DateTime.MinValue);

    private static JobRequest Request(CsvTableReader table, TextPool texts, TraceBuilder builder, long limitMinutes)
    {
        const int mostNodes = 1_000_000;
        SlurmTres held = Resources(table, Column.Allocated, texts), asked = Resources(table, Column.Requested, texts);
        if (held.Cores > asked.Cores || held.Gpus > asked.Gpus)
        {
            builder.Noticed("was given more than it asked for; what it was given is used", table.Line);
        }

        int nodes = Math.Max(1, table.Int((int)Column.Nodes, 0, mostNodes));
        (int instances, ResourceVector each) =
            GangShape.Of(nodes, held.Gpus, held.Cores, held.MemoryMiB, out bool even);
        if (!even)
        {
            builder.Noticed("its GPUs or cores cannot be shared out evenly to its nodes: taken as free to spread",
                table.Line);
        }

        return new JobRequest
        {
            Instances = instances,
            PerInstance = each,
            Walltime = limitMinutes is 0 or NoLimit ? null : TimeSpan.FromTicks(limitMinutes * TimeSpan.TicksPerMinute),
            User = table.Text((int)Column.UserId),
            Application = table.Text((int)Column.Kind),
            Queue = table.Text((int)Column.Partition),
            Priority = table.Int((int)Column.Priority, 0, int.MaxValue),
        };
    }

    private static SlurmTres Resources(CsvTableReader table, Column column, TextPool texts)
    {
        string[] entries = table.Text((int)column).Split(',', StringSplitOptions.RemoveEmptyEntries);
        string named = string.Join(',', entries.Select(entry =>
            entry.Split('=', 2) is [{ } id, { } amount] && s_resources.TryGetValue(id, out string? name)
                ? name + "=" + amount
                : entry));
        return SlurmTres.TryParse(Encoding.UTF8.GetBytes(named), texts, out SlurmTres tres)
            ? tres
            : throw table.Fault((int)column, "a list of resources by number, like 1=8,2=34000,4=1,1002=2");
    }

    private static JobOutcome Outcome(CsvTableReader table) => table.Int((int)Column.State, 0, 100) switch
    {
        3 => JobOutcome.Completed,
        4 => JobOutcome.Cancelled,
        5 or 6 or 7 or 11 => JobOutcome.Failed,
        _ => throw table.Fault((int)Column.State,
            "3 completed, 4 cancelled, 5 failed, 6 timeout, 7 node failure or 11 out of memory"),
    };

    private readonly record struct Row(
        SimTime Submit, SimTime Start, SimTime End, string RecordedId, JobRequest Request, JobOutcome Outcome, int Line)
        : IComparable<Row>
    {
        public int CompareTo(Row other)
        {
            int order = Submit.CompareTo(other.Submit);
            order = order != 0 ? order : Start.CompareTo(other.Start);
            order = order != 0 ? order : End.CompareTo(other.End);
            order = order != 0 ? order : string.CompareOrdinal(RecordedId, other.RecordedId);
            order = order != 0 ? order : string.CompareOrdinal(Request.User, other.Request.User);
            order = order != 0 ? order : Request.TotalCpuMilli.CompareTo(other.Request.TotalCpuMilli);
            return order != 0 ? order : Line.CompareTo(other.Line);
        }

        public Job ToJob(int number) => new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"supercloud-{number}"),
            SubmitTime = Submit,
            Request = Request,
            Profile = new JobProfile { RunTime = End - Start, Outcome = Outcome },
            Recorded = new RecordedRun(Start, End),
        };
    }
}
