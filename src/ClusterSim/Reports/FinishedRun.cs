using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>A run read back from its folder: enough of it to compare and report it without simulating again.</summary>
/// <param name="Folder">The folder that it was read from.</param>
/// <param name="Label">Name of the run in reports.</param>
/// <param name="Result">
/// The result as it was, except for what no table holds: the jobs' profiles beyond their run time, what the trace
/// recorded of them, memory, disk and RDMA requests, and the rules themselves.
/// </param>
/// <param name="Series">What went on over time; without bins when the run wrote none.</param>
/// <param name="Summary">The summary as written.</param>
public sealed record FinishedRun(string Folder, string Label, RunResult Result, Series Series, JsonElement Summary)
{
    /// <summary>Reads a folder that <see cref="ResultWriter"/> wrote.</summary>
    /// <param name="folder">The folder of one run.</param>
    /// <exception cref="ReportException">A file is missing or its JSON is damaged.</exception>
    /// <exception cref="TableFormatException">A table has other columns or a damaged value.</exception>
    public static FinishedRun Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        JsonElement summary = SummaryOf(folder);
        RunResult result = ResultReader.Read(folder, summary);
        string label = summary.TryGetProperty("label", out JsonElement text) ? text.GetString() ?? "" : "";
        return new FinishedRun(
            folder, label.Length > 0 ? label : result.Policy, result,
            SeriesRows.Read(Path.Combine(folder, ResultFiles.Series)), summary);
    }

    /// <summary>Warm-up, prices and the like with which its metrics were computed.</summary>
    public MetricsOptions MetricsOptions => RunSummary.MetricsOptionsOf(Summary);

    /// <summary>Whether a folder holds a finished run.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsIn(string folder) =>
        File.Exists(Path.Combine(folder, ResultFiles.Summary))
        && ResultTable.FileOf(Path.Combine(folder, ResultFiles.Jobs)) is not null;

    /// <summary>The allocations of the run in order of their end; none when the run wrote none.</summary>
    internal IEnumerable<ITableReader> Allocations() =>
        ResultTable.Rows(Path.Combine(Folder, ResultFiles.Allocations), ResultFiles.AllocationColumns);

    private static JsonElement SummaryOf(string folder)
    {
        string path = Path.Combine(folder, ResultFiles.Summary);
        if (!IsIn(folder))
        {
            throw new ReportException(
                $"{folder}: found no finished run, expected a folder with {ResultFiles.Summary} and "
                    + $"{ResultFiles.Jobs}.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.Clone();
        }
        catch (JsonException cause)
        {
            throw new ReportException($"{path}: expected the summary of a run as JSON: {cause.Message}", cause);
        }
    }
}
