using ClusterSim.Tables;

namespace ClusterSim.Traces.Google;

/// <summary>
/// Exports of Google's cluster-usage traces of 2019 ("Borg: the Next Generation", EuroSys 2020): the tables
/// <c>instance_events</c> and <c>collection_events</c>, in one file or in two beside each other.
/// </summary>
internal sealed class GoogleReader : ITraceReader
{
    private const string InstanceTable = "instance_events", CollectionTable = "collection_events";

    public TraceFormat Format { get; } = new(
        "google-2019",
        "Google cluster-usage 2019, EuroSys 2020: exports of instance_events with collection_events beside them",
        "JSON lines or a CSV header with time, type and collection_id");

    public FormatMatch Match(TraceHead head)
    {
        bool json = head.StartsWith('{') && head.Lines[0].Contains("\"collection_id\"", StringComparison.Ordinal);
        bool csv = GoogleFields.Required.All(head.Columns.Contains);
        return json || csv ? FormatMatch.Exact
            : head.Columns.Contains("collection_id") ? FormatMatch.Resembling
            : FormatMatch.None;
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        GoogleJobs jobs = new(builder);
        GoogleRows.ReadAll(content, builder.Path, IsJson(builder.Path),
            (row, line) => jobs.Take(in row, line, builder.Path));
        if (Companion(builder.Path) is { } companion)
        {
            builder.Properties.Add(new TraceProperty("read with it", Path.GetFileName(companion)));
            ReadCompanion(companion, jobs);
        }

        if (!jobs.HasInstances)
        {
            throw new TableFormatException(builder.Path, 0, "", "no events of instances",
                $"a table {InstanceTable}, in the file or beside it as {InstanceTable} instead of {CollectionTable}");
        }

        jobs.Finish();
    }

    private static void ReadCompanion(string path, GoogleJobs jobs)
    {
        using TableFile file = TableFile.Open(path);
        try
        {
            GoogleRows.ReadAll(file.Content, path, IsJson(path), (row, line) => jobs.Take(in row, line, path));
        }
        catch (InvalidDataException)
        {
            throw file.Damaged();
        }

        file.Finish();
    }

    private static bool IsJson(string path) => TraceHead.Read(path).StartsWith('{');

    /// <summary>The other table of the same export, when it stands beside this one.</summary>
    private static string? Companion(string path)
    {
        string name = Path.GetFileName(path);
        string other = name.Contains(InstanceTable, StringComparison.Ordinal)
            ? name.Replace(InstanceTable, CollectionTable, StringComparison.Ordinal)
            : name.Replace(CollectionTable, InstanceTable, StringComparison.Ordinal);
        string beside = Path.Combine(Path.GetDirectoryName(path) ?? "", other);
        return other != name && File.Exists(beside) ? beside : null;
    }
}
