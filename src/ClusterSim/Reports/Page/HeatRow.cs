using System.Collections.Immutable;

namespace ClusterSim.Reports.Page;

/// <summary>A row of a heat picture.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Levels">Its value in each column, 0 to 1.</param>
internal sealed record HeatRow(string Name, ImmutableArray<double> Levels);
