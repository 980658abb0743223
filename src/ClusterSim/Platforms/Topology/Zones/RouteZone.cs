namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>Hosts with a route for each two of them.</summary>
/// <param name="routes">The directions of links from one host to another one.</param>
internal sealed class RouteZone(IReadOnlyDictionary<(int From, int To), int[]> routes) : IZone
{
    public bool Route(int from, int to, List<int> links)
    {
        if (!routes.TryGetValue((from, to), out int[]? route))
        {
            return false;
        }

        links.AddRange(route);
        return true;
    }
}
