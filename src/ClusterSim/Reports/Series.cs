using System.Collections.Immutable;

namespace ClusterSim.Reports;

/// <summary>
/// What went on in the cluster over time: means over steps of equal length, of which the last may be shorter.
/// </summary>
/// <param name="Step">Length of a step.</param>
/// <param name="Bins">The steps in order of time, from the epoch to the end of the run.</param>
public sealed record Series(TimeSpan Step, ImmutableArray<SeriesBin> Bins);
