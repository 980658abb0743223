using System.Collections.Immutable;

namespace ClusterSim.Reports.Charts;

/// <summary>Lines over a common pair of axes.</summary>
/// <param name="Title">What the picture shows.</param>
/// <param name="Description">What can be read off it, for those who do not see it.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Lines">The lines.</param>
internal sealed record LineChart(string Title, string Description, Axis X, Axis Y, ImmutableArray<ChartLine> Lines);
