using ClusterSim.Tables;

namespace ClusterSim.Traces.Pai;

/// <summary>
/// One of the tables of the PAI trace. They come without a header row, which stands in a file of its own.
/// </summary>
/// <param name="Name">Beginning of the names of its files.</param>
/// <param name="Columns">Columns in the order of the published files.</param>
internal sealed record PaiTable(string Name, IReadOnlyList<string> Columns)
{
    private const string HeaderEnding = ".header";

    public static PaiTable Jobs { get; } =
        new("pai_job_table", ["job_name", "inst_id", "user", "status", "start_time", "end_time"]);

    public static PaiTable Tasks { get; } = new(
        "pai_task_table",
        [
            "job_name", "task_name", "inst_num", "status", "start_time", "end_time", "plan_cpu", "plan_mem", "plan_gpu",
            "gpu_type",
        ]);

    public static PaiTable Instances { get; } = new(
        "pai_instance_table",
        [
            "job_name", "task_name", "inst_name", "worker_name", "inst_id", "status", "start_time", "end_time",
            "machine",
        ]);

    public static PaiTable Sensors { get; } = new(
        "pai_sensor_table",
        [
            "job_name", "task_name", "worker_name", "inst_id", "machine", "gpu_name", "cpu_usage", "gpu_wrk_util",
            "avg_mem", "max_mem", "avg_gpu_wrk_mem", "max_gpu_wrk_mem", "read", "write", "read_count", "write_count",
        ]);

    public static PaiTable Groups { get; } =
        new("pai_group_tag_table", ["inst_id", "user", "gpu_type_spec", "group", "workload"]);

    /// <summary>The tables that are read with that of the jobs.</summary>
    public static IReadOnlyList<PaiTable> Companions { get; } = [Groups, Tasks, Instances, Sensors];

    /// <summary>The one file of this table in a folder; <c>null</c> when there is none.</summary>
    /// <exception cref="TraceFormatException">There is more than one.</exception>
    public string? FindIn(string folder)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, Name + "*")
                .Where(IsFileOf).Select(file => Path.Combine(folder, Path.GetFileName(file))).Order(),
        ];
        return files.Length < 2
            ? files.FirstOrDefault()
            : throw new TraceFormatException(folder, 0, "", $"several files of {Name}: {string.Join(", ", files)}",
                "one of them");
    }

    /// <summary>
    /// Reads the table, with the header row or the header file that it has, else in the published order.
    /// </summary>
    public CsvTableReader Open(Stream content, string path)
    {
        string header = Path.Combine(Path.GetDirectoryName(path) ?? "", Name + HeaderEnding);
        CsvTableReader table = new(content, path, File.Exists(header) ? ReadHeader(header) : Columns);
        table.RequireExactly(Columns);
        return table;
    }

    private bool IsFileOf(string path)
    {
        string rest = Path.GetFileName(path)[Name.Length..];
        return rest.Length == 0 || (rest[0] == '.' && !rest.EndsWith(HeaderEnding, StringComparison.Ordinal));
    }

    private string[] ReadHeader(string path)
    {
        string line = File.ReadLines(path).FirstOrDefault() ?? "";
        string[] names = [.. line.TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries)];
        return names.Order().SequenceEqual(Columns.Order())
            ? names
            : throw new TableFormatException(path, 1, "", $"'{line}'", $"the columns {string.Join(",", Columns)}");
    }
}
