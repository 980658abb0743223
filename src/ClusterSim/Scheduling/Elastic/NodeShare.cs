namespace ClusterSim.Scheduling.Elastic;

/// <summary>GPUs of a job on one of its nodes.</summary>
internal readonly record struct NodeShare(int Node, int Gpus);
