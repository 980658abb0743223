namespace ClusterSim.Platforms.Topology;

/// <summary>A vertex of the network.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Node">Index of the node that it is part of; -1 for a switch.</param>
/// <param name="Number">Its number among those of its kind in the node, or in the network.</param>
public readonly record struct TopologyVertex(VertexKind Kind, int Node, int Number);
