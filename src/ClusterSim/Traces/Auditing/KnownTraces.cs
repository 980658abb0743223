using System.Collections.Immutable;

namespace ClusterSim.Traces.Auditing;

/// <summary>
/// The catalogue of public traces and their known issues. <c>docs/known-issues.md</c> is made from it.
/// </summary>
public static partial class KnownTraces
{
    private const string Counted = "counted in the file";

    /// <summary>All traces of the catalogue.</summary>
    public static ImmutableArray<KnownTrace> All { get; } =
    [
        .. AlibabaGpu(), .. AlibabaOthers(), .. MachineLearning(), .. Simulators(), .. BatchLogs(), .. Others(),
    ];

    /// <summary>The entries of the catalogue that a trace is recognised as; empty for an unknown trace.</summary>
    /// <param name="trace">The trace.</param>
    public static ImmutableArray<KnownTrace> Recognised(Trace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return [.. All.Where(known => known.Is(trace))];
    }

    /// <summary>How many issues are known of the traces that a format may hold.</summary>
    /// <param name="format">Name of the format.</param>
    public static int CountOf(string format) => All
        .Where(known => known.Formats.Any(name => format.StartsWith(name, StringComparison.Ordinal)))
        .Sum(known => known.Issues.Length);

    /// <summary>The catalogue as a page in Markdown.</summary>
    public static string ToMarkdown() => KnownTracesPage.Markdown(All);

    internal static ImmutableArray<KnownIssue> IssuesOf(Trace trace) =>
        [.. Recognised(trace).SelectMany(known => known.Issues)];
}
