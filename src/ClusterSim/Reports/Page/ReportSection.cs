using System.Collections.Immutable;

namespace ClusterSim.Reports.Page;

/// <summary>A part of a report under its own heading.</summary>
/// <param name="Id">Anchor, unique in the report.</param>
/// <param name="Heading">The heading.</param>
/// <param name="Blocks">What it consists of; a section without blocks is left out.</param>
internal sealed record ReportSection(string Id, string Heading, ImmutableArray<ReportBlock> Blocks);
