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
        page.Append(CultureInfo.InvariantCulture, $"{traces.Sum(trace => trace.Issues.Length)} issues of ");
        page.Append(CultureInfo.InvariantCulture, $"{traces.Length} traces. `clustersim inspect TRACE` shows those of a ");
        page.Append("trace that it recognises, by its format, its file name\nand what it says about itself. This page is ");
        page.Append("made from the catalogue in the library (`KnownTraces`); a test holds the two equal.\n");
        foreach (KnownTrace trace in traces)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {trace.Name}\n\n{trace.Title}. {trace.Reference}.\n\n");
            page.Append("| what | effect on a replay | how it is handled | source |\n|---|---|---|---|\n");
            foreach (KnownIssue issue in trace.Issues)
            {
                page.Append("| ").AppendJoin(
                    " | ", new[] { issue.What, issue.Effect, issue.Handling, issue.Source }.Select(Cell)).Append(" |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
