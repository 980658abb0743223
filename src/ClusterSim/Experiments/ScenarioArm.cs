using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>The runs of one policy in a group.</summary>
/// <param name="Name">Name of the policy in the experiment.</param>
/// <param name="Folders">Folder names inside the experiment's folder, one for each seed.</param>
public sealed record ScenarioArm(string Name, ImmutableArray<string> Folders);
