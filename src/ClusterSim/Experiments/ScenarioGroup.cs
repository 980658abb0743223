using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>Finished scenarios that differ only in the policy, so that they can be compared job by job.</summary>
/// <param name="Name">What tells the group from others; empty when there is only one.</param>
/// <param name="Folders">Folder names inside the experiment's folder; the first is the baseline.</param>
public sealed record ScenarioGroup(string Name, ImmutableArray<string> Folders);
