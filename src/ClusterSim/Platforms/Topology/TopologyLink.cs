namespace ClusterSim.Platforms.Topology;

/// <summary>
/// One direction of a cable. The two directions of a cable are neighbours: those of cable <c>i</c> have the indices
/// <c>2 i</c> and <c>2 i + 1</c>.
/// </summary>
/// <param name="From">Index of the vertex where it begins.</param>
/// <param name="To">Index of the vertex where it ends.</param>
/// <param name="BytesPerSecond">Bandwidth.</param>
/// <param name="LatencySeconds">Latency.</param>
public readonly record struct TopologyLink(int From, int To, double BytesPerSecond, double LatencySeconds);
