using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ClusterSim.Experiments.Fidelity;

namespace ClusterSim.Experiments.Published;

/// <summary>
/// A folder of pages on how close our results are to others: three files for each study, a page of the comparisons job
/// by job, and an index over whatever is there.
/// </summary>
public static class FidelityFolder
{
    private const int MostFiles = 2;

    /// <summary>File name of the comparisons job by job.</summary>
    internal const string JobByJob = "job-by-job";

    private const string Head =
        """
        # Fidelity: our numbers beside others'

        Made by `clustersim reproduce all --data DIR --out docs/fidelity`; DIR holds the traces and the published
        results, which do not come with ClusterSim. Nothing here is tuned until it fits: a number that differs stays in
        its table, and the page says why if anybody knows.

        ## Schedules, job by job

        [Job by job](job-by-job.md): whole schedules that other simulators computed, compared with ours to the tick.
        This comes first: means can agree by chance, thousands of starts and ends cannot.

        ## Published numbers

        "Agree" counts numbers within the tolerance that their row states; "explained" those outside, for a reason that
        the page gives. `reproduce` returns 1 when a number differs without an explanation.

        | study | source | numbers | agree | explained | fail | shown only |
        |---|---|---|---|---|---|---|

        """;

    /// <summary>Writes page, JSON and picture of a study.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="outcome">The study that was run.</param>
    public static void Write(string folder, StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(outcome);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, outcome.Study.Name);
        File.WriteAllText(path + ".md", StudyPage.Text(outcome));
        File.WriteAllText(path + ".json", StudyJson.Text(outcome));
        File.WriteAllText(path + ".svg", StudyPicture.Svg(outcome));
    }

    /// <summary>Writes page and JSON of the comparisons job by job.</summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="comparisons">What was compared, in the order of the page.</param>
    public static void Write(string folder, IReadOnlyList<PeerComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, JobByJob);
        File.WriteAllText(path + ".md", FidelityPage.Text(comparisons));
        File.WriteAllText(path + ".json", FidelityJson.Text(comparisons));
    }

    /// <summary>Writes the index <c>README.md</c> over the studies whose JSON is in the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The path of the index.</returns>
    public static string WriteIndex(string folder)
    {
        string index = Path.Combine(folder, "README.md");
        File.WriteAllText(index, IndexText(folder));
        return index;
    }

    /// <summary>The index over the studies whose JSON is in a folder.</summary>
    internal static string IndexText(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        StringBuilder page = new(Head);
        ImmutableArray<PublishedStudy> absent = [];
        foreach (PublishedStudy study in PublishedStudies.All)
        {
            string json = Path.Combine(folder, study.Name + ".json");
            absent = File.Exists(json) ? absent : absent.Add(study);
            page.Append(File.Exists(json) ? Row(study, File.ReadAllText(json)) : "");
        }

        AppendAbsent(page, absent);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Row(PublishedStudy study, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        int Count(string verdict) => document.RootElement.GetProperty(verdict).GetInt32();
        int judged = Count("passed") + Count("explained") + Count("failed");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| [{study.Title}]({study.Name}.md) | {StudyPage.Cell(study.Source)} | {judged} | {Count("passed")} | "
            + $"{Count("explained")} | {Count("failed")} | {Count("not_judged")} |\n");
    }

    private static void AppendAbsent(StringBuilder page, ImmutableArray<PublishedStudy> absent)
    {
        page.Append(absent.IsEmpty ? "" : "\n## Not run for these pages\n\nThese run when the files are there:\n\n");
        foreach (PublishedStudy study in absent)
        {
            page.Append($"- `{study.Name}`, {study.Title}: ");
            page.AppendJoin("; ", study.Data.Take(MostFiles).Select(file => $"`{file.Path}` from {file.Origin}"));
            page.Append(
                study.Data.Length > MostFiles ? $"; and {study.Data.Length - MostFiles} more files\n" : "\n");
        }
    }
}
