namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>
/// The links of all zones. A direction of link <c>i</c> is <c>2 i</c>, or <c>2 i + 1</c> for the other one, which a
/// link whose directions share their bandwidth does not have.
/// </summary>
internal sealed class ZoneLinks
{
    private readonly List<ZoneLink> _links = [];

    /// <summary>The links in the order in which they were added.</summary>
    public IReadOnlyList<ZoneLink> All => _links;

    /// <summary>Adds a link.</summary>
    /// <returns>Its direction up.</returns>
    public int Add(ZoneLink link)
    {
        _links.Add(link);
        return 2 * (_links.Count - 1);
    }

    /// <summary>Says which node or host is at the lower end of links.</summary>
    public void SetNodes(IEnumerable<(int Direction, int Node)> ends)
    {
        foreach ((int direction, int node) in ends)
        {
            if (direction >= 0)
            {
                _links[direction / 2] = _links[direction / 2] with { Node = node };
            }
        }
    }

    /// <summary>Gives the ends of all links other numbers; -1 stays.</summary>
    public void MapNodes(Func<int, int> nodeOf)
    {
        for (int i = 0; i < _links.Count; i++)
        {
            _links[i] = _links[i] with { Node = _links[i].Node < 0 ? -1 : nodeOf(_links[i].Node) };
        }
    }

    /// <summary>The other direction of a link, which is the same where both share the bandwidth.</summary>
    public int Back(int direction) => _links[direction / 2].IsShared ? direction : direction ^ 1;
}
