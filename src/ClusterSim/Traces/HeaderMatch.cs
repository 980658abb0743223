namespace ClusterSim.Traces;

/// <summary>Recognition of CSV formats by their column names.</summary>
internal static class HeaderMatch
{
    /// <summary>
    /// A header that has most of the columns is meant to be this format; its reader names what is wrong.
    /// </summary>
    private const double ResemblingShare = 0.6;

    public static FormatMatch Of(TraceHead head, IReadOnlyCollection<string> columns) =>
        head.HasExactly(columns) ? FormatMatch.Exact
        : head.ShareOf(columns) >= ResemblingShare ? FormatMatch.Resembling
        : FormatMatch.None;
}
