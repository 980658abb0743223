using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>A node goes down or comes back at a given time.</summary>
/// <param name="Time">When.</param>
/// <param name="Node">Index of the node.</param>
/// <param name="Up">Whether it comes back.</param>
public readonly record struct NodeChange(SimTime Time, int Node, bool Up);
