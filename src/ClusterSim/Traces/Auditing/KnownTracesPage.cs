using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClusterSim.Traces.Auditing;

/// <summary>The catalogue of known issues as a page.</summary>
internal static class KnownTracesPage
{
    public static string Markdown(ImmutableArray<KnownTrace> traces)
    {
        StringBuilder page = new();
        page.Append("# Known issues of public traces\n\n");
        int issues = traces.Sum(trace => trace.Issues.Length);
        page.Append(CultureInfo.InvariantCulture, $"{issues} issues of {traces.Length} traces. ");
        page.Append("`clustersim inspect TRACE` shows those of a trace\nthat it recognises, by its format, its ");
        page.Append("file name and what it says about itself. This page is made from the catalogue\n");
        page.Append("in the library (`KnownTraces`); a test holds the two equal.\n");
        foreach (KnownTrace trace in traces)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {trace.Name}\n\n{trace.Title}. ");
            page.Append(CultureInfo.InvariantCulture, $"{trace.Reference}.\n\n");
            page.Append("| what | effect on a replay | how it is handled | source |\n|---|---|---|---|\n");
            foreach (KnownIssue issue in trace.Issues)
            {
                string[] cells = [issue.What, issue.Effect, issue.Handling, issue.Source];
                page.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
