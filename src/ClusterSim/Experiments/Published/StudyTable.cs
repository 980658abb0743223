using System.Text;

namespace ClusterSim.Experiments.Published;

/// <summary>A study that was run, as a table for the console.</summary>
public static class StudyTable
{
    private static readonly string[] Head = ["metric", "where", "published", "obtained", "deviation", "agrees"];

    /// <summary>Title, rows in aligned columns, explanations of misses, and the counts.</summary>
    /// <param name="outcome">The study that was run.</param>
    public static string Text(StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        StringBuilder text = new($"{outcome.Study.Name}: {outcome.Study.Title}\n");
        string[][] rows = [Head, .. outcome.Rows.Select(Cells)];
        int[] widths = [.. Head.Select((_, i) => rows.Max(row => row[i].Length))];
        foreach (string[] row in rows)
        {
            string line = string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i])));
            text.Append("  ").Append(line.TrimEnd()).Append('\n');
        }

        var explained = outcome.Rows.Where(row => row.Verdict == RowVerdict.Explained);
        foreach (string note in explained.Select(row => row.Note).Distinct())
        {
            text.Append("  explained: ").Append(note).Append('\n');
        }

        return text.Append("  ").Append(StudyPage.Summary(outcome)).Append('\n').ToString();
    }

    private static string[] Cells(PublishedRow row) =>
    [
        row.Metric, row.Where, StudyNumber.Published(row.Published), StudyNumber.Obtained(row.Obtained, row.Published),
        StudyNumber.Deviation(row), StudyNumber.Verdict(row.Verdict),
    ];
}
