namespace ClusterSim.Learning.Classification;

/// <summary>A question of a tree: is a feature at most the threshold?</summary>
internal readonly record struct TreeSplit(int Feature, double Threshold);
