using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;

namespace ClusterSim.Reports.Privacy;

/// <summary>
/// Writes a table of a run with names hashed and values made coarser, without the jobs that are left out.
/// </summary>
/// <param name="names">Hashes names.</param>
/// <param name="step">Step of points in time.</param>
/// <param name="suppressed">Names of the jobs, or users, that are left out.</param>
/// <param name="key">The column that has them.</param>
internal sealed class PublishedTable(
    KeyedNames names, TimeSpan step, IReadOnlySet<string> suppressed, string key = PublishedTable.JobId)
{
    /// <summary>Column of tables with a row, or several, for each job.</summary>
    public const string JobId = "job_id";

    // Words that the program itself put there, or that describe machines by kind; every other text is a name.
    private static readonly ImmutableHashSet<string> s_words = ["status", "role", "gpu_model", "part"];

    private static readonly ImmutableHashSet<string> s_points = ["submit_time", "start_time", "end_time"];

    private static readonly ImmutableHashSet<string> s_sizes = ["gpus", "cpus", "nodes"];

    // What was asked, beyond the size: it would tell jobs of one crowd apart.
    private static readonly ImmutableHashSet<string> s_dropped =
    [
        "application", "role", "queue", "priority", "walltime", "reference_run_time", "instances", "gpus_per_instance",
        "gpu_share", "cpus_per_instance", "gpu_seconds_by_model",
    ];

    /// <summary>Copies a table; its rows come in the order of the hashed names, which tells nothing.</summary>
    public void Copy(string source, string target, ImmutableArray<TableColumn> columns)
    {
        ImmutableArray<string> header = [.. columns.Select(column => column.Name)];
        int owner = header.IndexOf(key);
        int[] kept = [.. Enumerable.Range(0, header.Length).Where(i => !s_dropped.Contains(header[i]))];
        List<string[]> rows = [];
        foreach (ITableReader row in ResultTable.Rows(source, header))
        {
            if (!suppressed.Contains(row.Text(owner)))
            {
                rows.Add([.. kept.Select(i => Field(row, i, columns[i]))]);
            }
        }

        rows.Sort(Compare);
        using ITableWriter table = ITableWriter.Create(target, [.. kept.Select(i => columns[i])]);
        foreach (string[] row in rows)
        {
            foreach (string field in row)
            {
                table.Text(field);
            }

            table.EndRow();
        }
    }

    // The name of the job or user comes first in every table.
    private static int Compare(string[] a, string[] b)
    {
        int order = 0;
        for (int i = 0; order == 0 && i < a.Length; i++)
        {
            order = string.CompareOrdinal(a[i], b[i]);
        }

        return order;
    }

    private string Field(ITableReader row, int index, TableColumn column)
    {
        if (row.IsEmpty(index))
        {
            return "";
        }

        return column.Value switch
        {
            TableValue.Text => s_words.Contains(column.Name)
                ? row.Text(index)
                : names.Of(KindOf(column), row.Text(index)),
            TableValue.Seconds => Text(s_points.Contains(column.Name)
                ? Coarse.Point(row.Length(index), step).TotalSeconds
                : Coarse.Length(row.Length(index)).TotalSeconds),
            TableValue.Flag => row.Text(index),
            _ => Text(s_sizes.Contains(column.Name)
                ? Coarse.Size(row.NumberOrNull(index)!.Value)
                : Coarse.Number(row.NumberOrNull(index)!.Value)),
        };
    }

    private static string KindOf(TableColumn column) => column.Name == JobId ? "job" : column.Name;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
