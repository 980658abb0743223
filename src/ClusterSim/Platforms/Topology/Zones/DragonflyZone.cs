using System.Globalization;

namespace ClusterSim.Platforms.Topology.Zones;

/// <summary>
/// The dragonfly of a Cray XC (Faanes et al., SC 2012): groups of chassis of routers ("blades") with hosts. All routers
/// of a chassis are joined (green), those of one number in all chassis of a group (black), and each two groups by one
/// cable (blue) between the router of the other group's number in their first chassis. Minimal routes.
/// </summary>
internal sealed class DragonflyZone : IZone
{
    private readonly int[] _host;
    private readonly Dictionary<(int A, int B), int> _cable = [];
    private readonly int _chassis, _blades, _nodes;
    private readonly int[] _limiter;
    private readonly ZoneLinks _links;

    /// <param name="size">Groups, chassis of a group, routers of a chassis, hosts of a router.</param>
    /// <param name="width">Parallel links of blue, black and green cables.</param>
    /// <param name="cable">Makes a link by name, rank of its host (-1: of routers) and number of parallel ones.</param>
    /// <param name="limiter">What a host may send and receive together; empty for no limit.</param>
    /// <param name="links">Takes the links.</param>
    public DragonflyZone(
        (int Groups, int Chassis, int Blades, int Nodes) size, (int Blue, int Black, int Green) width,
        Func<string, int, int, ZoneLink> cable, int[] limiter, ZoneLinks links)
    {
        (_, _chassis, _blades, _nodes) = size;
        (_limiter, _links) = (limiter, links);
        int routers = size.Groups * _chassis * _blades;
        _host =
            [.. Enumerable.Range(0, routers * _nodes).Select(host => links.Add(cable(Name("host", host), host, 1)))];
        for (int a = 0; a < routers; a++)
        {
            for (int b = a + 1; b < routers; b++)
            {
                int parallel = Width(a, b, width);
                if (parallel > 0)
                {
                    int up = links.Add(cable(Name(Name("routers", a), b), -1, parallel));
                    (_cable[(a, b)], _cable[(b, a)]) = (up, links.Back(up));
                }
            }
        }
    }

    public bool Route(int from, int to, List<int> links)
    {
        int at = from / _nodes, end = to / _nodes;
        links.Add(_host[from]);
        AddLimiter(from, links);
        if (GroupOf(at) != GroupOf(end))
        {
            at = Step(at, Router(GroupOf(at), ChassisOf(at), GroupOf(end)), links);
            at = Step(at, Gateway(GroupOf(at), GroupOf(end)), links);
            at = Step(at, Gateway(GroupOf(end), GroupOf(at)), links);
        }

        at = Step(at, Router(GroupOf(at), ChassisOf(at), end % _blades), links);
        Step(at, end, links);
        AddLimiter(to, links);
        links.Add(_links.Back(_host[to]));
        return true;
    }

    private static string Name(string kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}");

    private int Step(int from, int to, List<int> links)
    {
        if (from != to)
        {
            links.Add(_cable[(from, to)]);
        }

        return to;
    }

    private void AddLimiter(int host, List<int> links)
    {
        if (_limiter.Length > 0)
        {
            links.Add(_limiter[host]);
        }
    }

    private int Width(int a, int b, (int Blue, int Black, int Green) width) =>
        a / _blades == b / _blades ? width.Green
        : GroupOf(a) == GroupOf(b) ? (a % _blades == b % _blades ? width.Black : 0)
        : Gateway(GroupOf(a), GroupOf(b)) == a && Gateway(GroupOf(b), GroupOf(a)) == b ? width.Blue
        : 0;

    private int GroupOf(int router) => router / (_chassis * _blades);

    private int ChassisOf(int router) => router / _blades % _chassis;

    private int Router(int group, int chassis, int blade) => (((group * _chassis) + chassis) * _blades) + blade;

    private int Gateway(int group, int other) => Router(group, 0, other);
}
