using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>Finished scenarios that differ only in policy and seed, so that they can be compared job by job.</summary>
/// <param name="Name">What tells the group from others; empty when there is only one.</param>
/// <param name="Seeds">The seeds of the runs of each arm; empty when they are not known.</param>
/// <param name="Arms">The policies; the first is the baseline.</param>
public sealed record ScenarioGroup(string Name, ImmutableArray<long> Seeds, ImmutableArray<ScenarioArm> Arms);
