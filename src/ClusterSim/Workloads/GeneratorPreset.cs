namespace ClusterSim.Workloads;

/// <summary>Generator options under a name.</summary>
/// <param name="Name">The name, e.g. <c>synthetic-small</c>.</param>
/// <param name="Description">What the workload is for, in one line.</param>
/// <param name="Options">The options; their seed is the one that the bundled trace was made with.</param>
public sealed record GeneratorPreset(string Name, string Description, GeneratorOptions Options);
