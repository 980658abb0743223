namespace ClusterSim.Workloads;

/// <summary>A job size and how frequent it is.</summary>
/// <param name="Size">Number of GPUs, or of cores for CPU-only jobs; 1 or more.</param>
/// <param name="Weight">Relative frequency; 0 or more.</param>
public readonly record struct SizeWeight(int Size, double Weight);
