using ClusterSim.Scheduling;

namespace ClusterSim.Experiments.Openb;

/// <summary>The cluster after a pod came.</summary>
/// <param name="Job">The pod.</param>
/// <param name="Node">Where it went; -1 when it fits nowhere.</param>
/// <param name="GpuMask">The GPUs that it got, one bit each; 0 for none.</param>
/// <param name="ArrivedGpuMilli">GPU share of all pods so far, this one included, in 1/1000 GPU.</param>
/// <param name="AllocatedGpuMilli">GPU share that pods hold, in 1/1000 GPU.</param>
/// <param name="Fragmentation">What the typical pods can do with the rest of the cluster.</param>
internal readonly record struct OpenbPoint(
    int Job, int Node, ulong GpuMask, long ArrivedGpuMilli, long AllocatedGpuMilli, FragmentationClasses Fragmentation);
