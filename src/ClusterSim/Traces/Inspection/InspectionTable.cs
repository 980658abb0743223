using System.Collections.Immutable;

namespace ClusterSim.Traces.Inspection;

/// <summary>A section of an inspection: a heading, lines of text and a table, of which each may be missing.</summary>
internal sealed record InspectionTable(
    string Heading, ImmutableArray<string> Lines, ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string>> Rows);
