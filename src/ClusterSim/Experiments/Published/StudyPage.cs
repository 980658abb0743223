using System.Globalization;
using System.Text;

namespace ClusterSim.Experiments.Published;

/// <summary>The page of a study: published numbers beside ours.</summary>
public static class StudyPage
{
    /// <summary>The page in Markdown; it shows the picture <c>NAME.svg</c> beside it.</summary>
    /// <param name="outcome">The study that was run.</param>
    public static string Text(StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        PublishedStudy study = outcome.Study;
        StringBuilder page = new();
        page.Append($"# {study.Title}\n\nSource: {study.Source}.\n\n{study.Protocol.Trim()}\n\n");
        page.Append(Summary(outcome)).Append("\n\n");
        AppendRows(page, outcome);
        page.Append($"\n![Deviation of our numbers from the published ones]({study.Name}.svg)\n");
        AppendNotes(page, outcome);
        AppendData(page, outcome);
        page.Append("\n## Make this page\n\n```text\n");
        page.Append($"clustersim reproduce {study.Name} --data DIR --out docs/fidelity\n```\n");
        page.Append("\n[All studies](README.md)\n");
        return page.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>How many rows agree, in a sentence.</summary>
    internal static string Summary(StudyOutcome outcome)
    {
        int judged = outcome.Rows.Length - outcome.Count(RowVerdict.NotJudged);
        StringBuilder text = new(Invariant($"{outcome.Count(RowVerdict.Passed)} of {judged} numbers agree"));
        Append(text, outcome.Count(RowVerdict.Explained), "outside the tolerance and explained below");
        Append(text, outcome.Count(RowVerdict.Failed), "outside without an explanation");
        Append(text, outcome.Count(RowVerdict.NotJudged), "shown, not judged");
        return text.Append('.').ToString();
    }

    /// <summary>Text for a cell of a table.</summary>
    internal static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void Append(StringBuilder text, int count, string what)
    {
        if (count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {count} {what}");
        }
    }

    private static void AppendRows(StringBuilder page, StudyOutcome outcome)
    {
        bool drawn = outcome.Rows.Any(row => row.Interval is not null);
        page.Append("| metric | where | published | obtained |").Append(drawn ? " interval |" : "");
        page.Append(" deviation | tolerance | agrees |\n|---|---|---|---|").Append(drawn ? "---|" : "");
        page.Append("---|---|---|\n");
        foreach (PublishedRow row in outcome.Rows)
        {
            page.Append($"| {Cell(row.Metric)} | {Cell(row.Where)} | {StudyNumber.Published(row.Published)} | ");
            page.Append(StudyNumber.Obtained(row.Obtained, row.Published)).Append(" | ");
            page.Append(drawn ? $"{StudyNumber.Interval(row)} | " : "");
            page.Append($"{StudyNumber.Deviation(row)} | {StudyNumber.Limit(row.Tolerance)} | ");
            page.Append(StudyNumber.Verdict(row.Verdict)).Append(" |\n");
        }
    }

    private static void AppendNotes(StringBuilder page, StudyOutcome outcome)
    {
        var reasons = outcome.Rows.GroupBy(
            row => $"{StudyNumber.Limit(row.Tolerance)}: {row.Tolerance.Reason}", StringComparer.Ordinal);
        page.Append("\n## Tolerances\n\n");
        foreach (var reason in reasons)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {reason.Key} ({reason.Count()} rows).\n");
        }

        var notes = outcome.Rows.Where(row => row.Note.Length > 0)
            .GroupBy(row => row.Note, StringComparer.Ordinal).ToArray();
        if (notes.Length > 0)
        {
            page.Append("\n## Notes\n\n");
        }

        foreach (var note in notes)
        {
            string rows = string.Join("; ", note.Select(row => $"{row.Metric}, {row.Where}"));
            page.Append($"- {rows}: {note.Key}\n");
        }
    }

    private static void AppendData(StringBuilder page, StudyOutcome outcome)
    {
        PublishedStudy study = outcome.Study;
        page.Append("\n## Data\n\n");
        page.Append(study.Data.IsEmpty
            ? "No files beside ClusterSim.\n"
            : "| file below DIR | get it from |\n|---|---|\n");
        foreach (PublishedFile file in study.Data)
        {
            page.Append($"| `{file.Path}` | {Cell(file.Origin)} |\n");
        }

        page.Append(study.Seeds.IsEmpty
            ? "\nNothing is drawn: there are no seeds.\n"
            : $"\nSeeds: {string.Join(", ", study.Seeds)}.\n");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
