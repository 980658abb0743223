namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>
/// A part of a network with one way of routing, as in SimGrid (Casanova et al., JPDC 2014, section 5). Hosts are known
/// by their rank in the zone, directions of links by <see cref="ZoneLinks"/>.
/// </summary>
internal interface IZone
{
    /// <summary>Whether its hosts can reach other zones.</summary>
    bool HasGateway => false;

    /// <summary>Adds the links from one host to another one.</summary>
    /// <returns>Whether the zone knows a route.</returns>
    bool Route(int from, int to, List<int> links);

    /// <summary>Adds the links from a host to the gateway of the zone.</summary>
    void Leave(int host, List<int> links) => throw new NotSupportedException("the zone has no gateway");

    /// <summary>Adds the links from the gateway of the zone to a host.</summary>
    void Enter(int host, List<int> links) => throw new NotSupportedException("the zone has no gateway");
}
