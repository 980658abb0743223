using System.Collections.Immutable;

namespace ClusterSim.Reports.Charts;

/// <summary>
/// A line of a chart: the value of each point holds up to the next one, as a count or a share does. A single point is
/// drawn as a dot.
/// </summary>
/// <param name="Name">Name for legend and label.</param>
/// <param name="Style">Colour and dash pattern, 0 to 7.</param>
/// <param name="Points">Points by ascending x.</param>
internal sealed record ChartLine(string Name, int Style, ImmutableArray<ChartPoint> Points);
