using System.Collections.Immutable;

namespace ClusterSim.Reports;

/// <summary>Finished runs that are compared with each other.</summary>
/// <param name="Name">What tells the group from others; empty when there is only one.</param>
/// <param name="Folders">
/// Folders of the runs, relative to the folder of the report or absolute; the first is the baseline.
/// </param>
public sealed record ReportGroup(string Name, ImmutableArray<string> Folders);
