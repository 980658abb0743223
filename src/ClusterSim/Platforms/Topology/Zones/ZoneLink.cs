namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>A link of a network whose routes are described link by link.</summary>
/// <param name="Name">Name in the description.</param>
/// <param name="Gbps">Bandwidth; of each direction unless both share it.</param>
/// <param name="LatencySeconds">Latency.</param>
/// <param name="IsShared">Whether both directions share the bandwidth.</param>
/// <param name="Node">Index of the node at its lower end; -1 for a link between switches.</param>
internal readonly record struct ZoneLink(string Name, double Gbps, double LatencySeconds, bool IsShared, int Node = -1);
