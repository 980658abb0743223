using System.Collections.Immutable;

namespace ClusterSim.Reports.Page;

/// <summary>The sections of one group of runs.</summary>
/// <param name="Name">Heading; empty when the report has one chapter only.</param>
/// <param name="Sections">The sections.</param>
internal sealed record ReportChapter(string Name, ImmutableArray<ReportSection> Sections)
{
    /// <summary>Whether it tells of single runs what another chapter tells of all of them.</summary>
    /// <value>Default <c>false</c>.</value>
    public bool IsDetail { get; init; }
}
