namespace ClusterSim.Scheduling.Policies.Sia;

/// <summary>What one job can get: GPUs of one type, on one node or on whole nodes.</summary>
/// <param name="Type">Index of the type.</param>
/// <param name="Nodes">Nodes.</param>
/// <param name="Gpus">GPUs over all nodes.</param>
internal readonly record struct SiaConfiguration(int Type, int Nodes, int Gpus);
