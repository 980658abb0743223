namespace ClusterSim.Scheduling;

/// <summary>The part of a placement that lies on one node.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="Instances">Instances of the gang on it. 1 when the job asks a share of a GPU or of a NIC: such
/// instances have a slice each.</param>
/// <param name="GpuMask">The node's GPUs that they use, one bit each; 0 when none, or when the node is a pool.</param>
/// <param name="Nic">The NIC whose bandwidth a sharing instance uses; -1 when none.</param>
public readonly record struct PlacementSlice(int Node, int Instances, ulong GpuMask = 0, int Nic = -1);
