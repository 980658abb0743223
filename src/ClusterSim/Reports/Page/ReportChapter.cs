using System.Collections.Immutable;

namespace ClusterSim.Reports.Page;

/// <summary>The sections of one group of runs.</summary>
/// <param name="Name">Heading; empty when the report has one chapter only.</param>
/// <param name="Sections">The sections.</param>
internal sealed record ReportChapter(string Name, ImmutableArray<ReportSection> Sections);
