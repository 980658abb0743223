using System.Collections.Immutable;
using System.Text;
using ClusterSim.Reports.Page;

namespace ClusterSim.Reports;

/// <summary>
/// A report made from nothing but the folders of finished runs: for a browser, as Markdown and as data, all with the
/// same content.
/// </summary>
public sealed class Report
{
    private readonly ReportContent _content;

    private Report(ReportContent content) => _content = content;

    /// <summary>Reads finished runs.</summary>
    /// <param name="folder">The folder of one run, or a folder of such folders.</param>
    /// <param name="outline">
    /// Which runs are compared with which. <c>null</c>: the run in the folder, or all runs in its subfolders in the
    /// order of their names, of which <c>fifo</c>, else the first, is the baseline.
    /// </param>
    /// <exception cref="ReportException">A folder holds no finished run, or a damaged one.</exception>
    /// <exception cref="Tables.TableFormatException">A table of a run is damaged.</exception>
    public static Report FromFolder(string folder, ReportOutline? outline = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new Report(ReportContent.Read(folder, outline ?? OutlineOf(folder)));
    }

    /// <summary>
    /// Reads finished runs and writes <c>report.html</c>, <c>report.md</c> and <c>report.json</c> beside them, and
    /// <c>harmed.csv</c> when a run's policy acts on rules and that which it wraps ran, too.
    /// </summary>
    /// <param name="folder">As for <see cref="FromFolder"/>.</param>
    /// <param name="outline">As for <see cref="FromFolder"/>.</param>
    /// <returns>Path of the report for a browser.</returns>
    /// <exception cref="ReportException">A folder holds no finished run, or a damaged one.</exception>
    /// <exception cref="Tables.TableFormatException">A table of a run is damaged.</exception>
    public static string Write(string folder, ReportOutline? outline = null) =>
        FromFolder(folder, outline).WriteTo(folder);

    /// <summary>A page that needs nothing but a browser: no network, no other files.</summary>
    public string ToHtml() => HtmlReport.Of(_content);

    /// <summary>The same as Markdown; charts are told by their tables.</summary>
    public string ToMarkdown() => MarkdownReport.Of(_content);

    /// <summary>The same as data: metrics, differences, lines of the charts, detections, provenance.</summary>
    public string ToJson() => JsonReport.Of(_content);

    /// <summary>A report of runs that were read already.</summary>
    /// <param name="title">Title.</param>
    /// <param name="question">The question; empty when none was stated.</param>
    /// <param name="groups">The runs.</param>
    /// <param name="more">Chapters that come after those about the runs.</param>
    internal static Report Of(
        string title, string question, IReadOnlyList<RunGroup> groups, ImmutableArray<ReportChapter> more = default)
    {
        ReportContent content = ReportContent.Of(title, question, groups);
        return new(more.IsDefaultOrEmpty ? content : content with { Chapters = content.Chapters.AddRange(more) });
    }

    /// <summary>Writes the files.</summary>
    /// <returns>Path of the report for a browser.</returns>
    internal string WriteTo(string folder)
    {
        string html = Path.Combine(folder, ResultFiles.ReportHtml);
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        File.WriteAllText(html, ToHtml(), utf8);
        File.WriteAllText(Path.Combine(folder, ResultFiles.ReportMarkdown), ToMarkdown(), utf8);
        File.WriteAllText(Path.Combine(folder, ResultFiles.ReportJson), ToJson(), utf8);
        HarmedRows.Write(folder, _content.Scopes);
        return html;
    }

    private static ReportOutline OutlineOf(string folder)
    {
        if (FinishedRun.IsIn(folder))
        {
            return new ReportOutline { Groups = [new ReportGroup("", ["."])] };
        }

        string[] runs = Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Where(FinishedRun.IsIn).Select(path => Path.GetFileName(path)!)
                .OrderByDescending(name => name == "fifo").ThenBy(name => name, StringComparer.Ordinal)]
            : [];
        return runs.Length > 0
            ? new ReportOutline { Groups = [new ReportGroup("", [.. runs])] }
            : throw new ReportException(
                $"{folder}: found no finished run, expected one in the folder or in its subfolders.");
    }
}
