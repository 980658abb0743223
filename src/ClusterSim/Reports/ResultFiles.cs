using System.Collections.Immutable;
using ClusterSim.Engine.Failures;
using ClusterSim.Journals;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>
/// Names of the files of a finished run and of their columns: part of the product's public face, like its options.
/// </summary>
public static class ResultFiles
{
    /// <summary>One row for each job.</summary>
    public const string Jobs = "jobs.csv";

    /// <summary>One row for each job, same order: what it asked, held, used and wasted.</summary>
    public const string Usage = "usage.csv";

    /// <summary>One row for each slice of a placement: which job held what on which node from when to when.</summary>
    public const string Allocations = "allocations.csv";

    /// <summary>Means over fixed steps of time.</summary>
    public const string Series = "series.csv";

    /// <summary>Mean power by account over fixed steps of time, when power was accounted for.</summary>
    public const string Power = "power.csv";

    /// <summary>One row for each job: the energy that it drew, when power was accounted for.</summary>
    public const string Energy = "energy.csv";

    /// <summary>
    /// One row for each user: what the jobs held, drew, emitted and cost; with what is nobody's they add up to the run.
    /// </summary>
    public const string Users = "users.csv";

    /// <summary>One row for each node of the platform.</summary>
    public const string Nodes = "nodes.csv";

    /// <summary>
    /// One row for each time that a node or GPU was away; only where something could fail. A later run can replay it.
    /// </summary>
    public const string Outages = "outages.csv";

    /// <summary>
    /// One row for each direction of a cable that carried something; only where links are modelled.
    /// </summary>
    public const string Links = "links.csv";

    /// <summary>One JSON object a line for each detection.</summary>
    public const string Detections = "detections.jsonl";

    /// <summary>One JSON object a line for each event of the run, when it was asked for.</summary>
    public const string Events = "events.jsonl";

    /// <summary>
    /// Beside a report: one row for each job that ended later under a policy that acts on rules than under the policy
    /// that it wraps.
    /// </summary>
    public const string Harmed = "harmed.csv";

    /// <summary>Aggregate metrics and provenance.</summary>
    public const string Summary = "summary.json";

    /// <summary>The report for a browser.</summary>
    public const string ReportHtml = "report.html";

    /// <summary>The report as Markdown.</summary>
    public const string ReportMarkdown = "report.md";

    /// <summary>The report as data.</summary>
    public const string ReportJson = "report.json";

    /// <summary>Columns of <see cref="Jobs"/>.</summary>
    public static ImmutableArray<string> JobColumns { get; } = NamesOf(ResultColumns.Jobs);

    /// <summary>Columns of <see cref="Usage"/>.</summary>
    public static ImmutableArray<string> UsageColumns { get; } = NamesOf(ResultColumns.Usage);

    /// <summary>Columns of <see cref="Allocations"/>.</summary>
    public static ImmutableArray<string> AllocationColumns { get; } = NamesOf(ResultColumns.Allocations);

    /// <summary>Columns of <see cref="Series"/>.</summary>
    public static ImmutableArray<string> SeriesColumns { get; } = NamesOf(ResultColumns.Series);

    /// <summary>Columns of <see cref="Power"/>.</summary>
    public static ImmutableArray<string> PowerColumns { get; } = NamesOf(ResultColumns.Power);

    /// <summary>Columns of <see cref="Energy"/>.</summary>
    public static ImmutableArray<string> EnergyColumns { get; } = NamesOf(ResultColumns.Energy);

    /// <summary>Columns of <see cref="Users"/>.</summary>
    public static ImmutableArray<string> UserColumns { get; } = NamesOf(ResultColumns.Users);

    /// <summary>Columns of <see cref="Nodes"/>.</summary>
    public static ImmutableArray<string> NodeColumns { get; } = NamesOf(ResultColumns.Nodes);

    /// <summary>Columns of <see cref="Outages"/>.</summary>
    public static ImmutableArray<string> OutageColumns { get; } = NamesOf(OutageFile.Columns);

    /// <summary>Columns of <see cref="Links"/>.</summary>
    public static ImmutableArray<string> LinkColumns { get; } = NamesOf(ResultColumns.Links);

    /// <summary>Columns of <see cref="Harmed"/>.</summary>
    public static ImmutableArray<string> HarmedColumns { get; } = NamesOf(ResultColumns.Harmed);

    /// <summary>Columns of <see cref="Events"/>.</summary>
    public static ImmutableArray<string> EventColumns { get; } = EventWriter.Columns;

    /// <summary>Name of the Parquet form of a table: <c>jobs.parquet</c> for <see cref="Jobs"/>.</summary>
    /// <param name="table">Name or path of a table.</param>
    public static string AsParquet(string table) => Path.ChangeExtension(table, ".parquet");

    /// <summary>The files that hold a table.</summary>
    /// <param name="table">Name or path of the table as text.</param>
    /// <param name="tables">The forms that were written.</param>
    internal static ImmutableArray<string> Of(string table, ResultTables tables) => tables switch
    {
        ResultTables.Parquet => [AsParquet(table)],
        ResultTables.Both => [table, AsParquet(table)],
        ResultTables.Standard when Path.GetFileName(table) == Jobs => [table, AsParquet(table)],
        _ => [table],
    };

    private static ImmutableArray<string> NamesOf(ImmutableArray<TableColumn> columns) =>
        [.. columns.Select(column => column.Name)];
}
