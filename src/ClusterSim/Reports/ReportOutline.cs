using System.Collections.Immutable;

namespace ClusterSim.Reports;

/// <summary>What a report is about.</summary>
public sealed record ReportOutline
{
    /// <summary>Title of the report.</summary>
    /// <value>Default empty: made from the names of trace and platform.</value>
    public string Title { get; init; } = "";

    /// <summary>The question that the runs answer, in the words of who asked it.</summary>
    /// <value>Default empty: none was stated.</value>
    public string Question { get; init; } = "";

    /// <summary>The runs; at least one group.</summary>
    public required ImmutableArray<ReportGroup> Groups { get; init; }
}
