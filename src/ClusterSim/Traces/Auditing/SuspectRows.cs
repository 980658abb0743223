using System.Collections.Immutable;

namespace ClusterSim.Traces.Auditing;

/// <summary>Rows of a trace that became jobs although something is wrong with them.</summary>
/// <param name="What">What is wrong, e.g. <c>ran longer than the requested time</c>.</param>
/// <param name="Severity">How wrong it is.</param>
/// <param name="Count">Number of rows, or of moments where <paramref name="What"/> says so.</param>
/// <param name="Lines">Lines of the first, from 1, at most five.</param>
/// <param name="JobIds">Ids of their jobs.</param>
public sealed record SuspectRows(
    string What, SuspectSeverity Severity, long Count, ImmutableArray<long> Lines, ImmutableArray<string> JobIds);
