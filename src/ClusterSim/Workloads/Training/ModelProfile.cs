namespace ClusterSim.Workloads.Training;

/// <summary>What is known of an application on one GPU of a model before a job has run there.</summary>
/// <param name="Limits">The batch sizes that it may have.</param>
/// <param name="ExamplesPerSecond">Examples per second with the largest batch that one GPU was measured with.</param>
public sealed record ModelProfile(BatchLimits Limits, double ExamplesPerSecond);
