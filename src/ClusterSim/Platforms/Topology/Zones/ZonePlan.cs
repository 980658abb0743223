namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>
/// A network of zones: each node is a host of one of them, and a route from one zone to another one leads from the
/// gateway of the first over given links to the gateway of the second.
/// </summary>
internal sealed class ZonePlan(
    ZoneLinks links, IZone[] zones, (int Zone, int Rank)[] hosts, IReadOnlyDictionary<(int From, int To), int[]> joins)
{
    /// <summary>The links; routes name their directions.</summary>
    public ZoneLinks Links => links;

    /// <summary>Index of the zone of a node.</summary>
    public int ZoneOf(int node) => hosts[node].Zone;

    /// <summary>Adds the links from one node to another one.</summary>
    /// <returns>Whether there is a route.</returns>
    public bool Route(int from, int to, List<int> route)
    {
        ((int zoneA, int a), (int zoneB, int b)) = (hosts[from], hosts[to]);
        if (zoneA == zoneB)
        {
            return zones[zoneA].Route(a, b, route);
        }

        if (!zones[zoneA].HasGateway || !zones[zoneB].HasGateway || !joins.TryGetValue((zoneA, zoneB), out int[]? join))
        {
            return false;
        }

        zones[zoneA].Leave(a, route);
        route.AddRange(join);
        zones[zoneB].Enter(b, route);
        return true;
    }

    /// <summary>Whether every two nodes have a route; of explicit routes it asks for all.</summary>
    public bool IsComplete()
    {
        List<int> scratch = [];
        // Zones that are no table know all their routes.
        int[] asked = [.. Enumerable.Range(0, hosts.Length).GroupBy(ZoneOf)
            .SelectMany(zone => zones[zone.Key] is RouteZone ? zone : zone.Take(1))];
        return asked.All(from => asked.All(to =>
        {
            scratch.Clear();
            return from == to || Route(from, to, scratch);
        }));
    }
}
