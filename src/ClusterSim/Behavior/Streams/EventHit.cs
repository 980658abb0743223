using System.Collections.Immutable;

namespace ClusterSim.Behavior.Streams;

/// <summary>A detection in a stream of events, with the rows that prove it.</summary>
/// <param name="Detection">What was found.</param>
/// <param name="JobId">Identifier of the job that it blames; empty when none.</param>
/// <param name="EntryNumbers">Numbers of the events that prove it, from 1, in the order of the stream.</param>
/// <param name="Entries">These events, each as one JSON object.</param>
/// <param name="IdleGpuHours">
/// GPU-hours that the job held at less than 1 % utilization in idle times that overlap the time from the last of these
/// events to the verdict, each counted from its beginning to its end.
/// </param>
public sealed record EventHit(
    Detection Detection, string JobId, ImmutableArray<long> EntryNumbers, ImmutableArray<string> Entries,
    double IdleGpuHours);
