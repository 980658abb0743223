namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>Hosts with links of their own to one switch, which may have a backbone that all traffic crosses.</summary>
/// <param name="up">Directions from each host to the switch.</param>
/// <param name="down">Directions from the switch to each host.</param>
/// <param name="limiter">What a host may send and receive together; empty for no limit.</param>
/// <param name="backbone">The backbone; -1 for none.</param>
internal sealed class StarZone(int[] up, int[] down, int[] limiter, int backbone) : IZone
{
    public bool HasGateway => true;

    public bool Route(int from, int to, List<int> links)
    {
        Leave(from, links);
        links.Add(down[to]);
        AddLimiter(to, links);
        return true;
    }

    public void Leave(int host, List<int> links)
    {
        links.Add(up[host]);
        AddLimiter(host, links);
        AddBackbone(links);
    }

    public void Enter(int host, List<int> links)
    {
        AddBackbone(links);
        links.Add(down[host]);
        AddLimiter(host, links);
    }

    private void AddLimiter(int host, List<int> links)
    {
        if (limiter.Length > 0)
        {
            links.Add(limiter[host]);
        }
    }

    private void AddBackbone(List<int> links)
    {
        if (backbone >= 0)
        {
            links.Add(backbone);
        }
    }
}
