using System.Collections.Immutable;
using ClusterSim.Platforms.Topology;
using ClusterSim.Platforms.Topology.Zones;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>
/// The links and routes of a description: clusters, hosts with links to a switch, explicit routes, and routes between
/// zones. Without a route between any two hosts there is no network, and the reason is told.
/// </summary>
internal sealed class SimGridZones(SimGridNotices notices)
{
    private readonly ZoneLinks _links = new();
    private readonly List<IZone> _zones = [];
    private readonly Dictionary<string, int> _zoneOfId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _directionOfName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Number, int Zone, int Rank)> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<(int From, int To), int[]> _joins = [];
    private readonly Dictionary<(string From, string To), int[]> _routes = [];
    private readonly List<(string From, string To, int[] Route)> _zoneRoutes = [];
    private readonly Dictionary<string, (int Up, int Down)> _hostLinks = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private readonly List<int> _uses = [];
    private int _backbone = -1;

    /// <summary>A <c>link</c>; with two directions its name also has <c>_UP</c> or <c>_DOWN</c> at its end.</summary>
    public void AddLink(SimGridElement link)
    {
        if (LinkOf(link, "bandwidth", "latency", "sharing_policy", "SHARED") is { } read)
        {
            int up = _links.Add(read);
            _directionOfName[read.Name] = _directionOfName[read.Name + "_UP"] = up;
            _directionOfName[read.Name + "_DOWN"] = _links.Back(up);
        }
    }

    /// <summary>The <c>backbone</c> of the zone that is open.</summary>
    public void AddBackbone(SimGridElement backbone) =>
        _backbone = LinkOf(backbone, "bandwidth", "latency", "sharing_policy", "SHARED") is { } link
            ? _links.Add(link) : -1;

    /// <summary>A <c>host</c> of the zone that is open.</summary>
    public void AddHost(string name) => _open.Add(name);

    /// <summary>The links between a host and the switch of its zone.</summary>
    public void AddHostLink(SimGridElement hostLink)
    {
        if (hostLink.Text("id") is { } host && Direction(hostLink.Text("up")) is { } up
            && Direction(hostLink.Text("down")) is { } down)
        {
            _hostLinks[host] = (up, down);
        }
    }

    /// <summary>Hosts of a <c>cabinet</c> with links of their own to the switch of the zone that is open.</summary>
    public void AddCabinet(SimGridElement cabinet, IReadOnlyList<string> hosts)
    {
        foreach (string host in hosts)
        {
            if (LinkOf(cabinet, "bw", "lat", "sharing_policy", "SPLITDUPLEX") is { } link)
            {
                int up = _links.Add(link with { Name = host + "_link" });
                _hostLinks[host] = (up, _links.Back(up));
            }

            _open.Add(host);
        }
    }

    /// <summary>A <c>cluster</c>: a zone of its own.</summary>
    public void AddCluster(SimGridElement cluster, IReadOnlyList<string> hosts)
    {
        if (LinkOf(cluster, "bw", "lat", "sharing_policy", "SPLITDUPLEX") is { } link && hosts.Count > 0)
        {
            int first = _hosts.Count;
            Register(cluster.Id, hosts);
            _zones.Add(new SimGridCluster(cluster, link, first, hosts.Count, _links).Zone());
        }
    }

    /// <summary>A link of the route that is open.</summary>
    public void AddUse(SimGridElement use)
    {
        string? name = use.Text("direction") is "UP" or "DOWN"
            ? $"{use.Text("id")}_{use.Text("direction")}" : use.Text("id");
        if (Direction(name) is { } direction)
        {
            _uses.Add(direction);
        }
    }

    /// <summary>The route that was open, between hosts or between zones, and the one back unless it says no.</summary>
    public void EndRoute(SimGridElement route)
    {
        int[] there = [.. _uses];
        _uses.Clear();
        if (route.Text("src") is not { } from || route.Text("dst") is not { } to)
        {
            return;
        }

        bool single = route.Text("symmetrical")?.ToUpperInvariant() == "NO";
        int[] back = [.. there.Reverse().Select(_links.Back)];
        if (route.Name == "route")
        {
            _routes[(from, to)] = there;
            _ = single || _routes.TryAdd((to, from), back);
            return;
        }

        _zoneRoutes.Add((from, to, there));
        if (!single)
        {
            _zoneRoutes.Add((to, from, back));
        }
    }

    /// <summary>The end of a zone: its hosts have routes to each other, or links to a switch.</summary>
    public void EndZone(SimGridElement zone)
    {
        string routing = zone.Text("routing") ?? "";
        if (_open.Count > 0 && routing is "Cluster" or "Full")
        {
            int first = _hosts.Count;
            Register(zone.Id, _open);
            if (routing == "Full")
            {
                _zones.Add(new RouteZone(RoutesOf(_open)));
            }
            else
            {
                (int Up, int Down)[] own = [.. _open.Select(host => _hostLinks.GetValueOrDefault(host, (-1, -1)))];
                _links.SetNodes(own.Select((link, i) => (link.Up, first + i)));
                _zones.Add(own.All(link => link.Up >= 0)
                    ? new StarZone([.. own.Select(link => link.Up)], [.. own.Select(link => link.Down)], [], _backbone)
                    : new RouteZone(new Dictionary<(int, int), int[]>()));
            }
        }

        _open.Clear();
        _backbone = -1;
    }

    /// <summary>The network; <c>null</c> when it does not lead from every node to every other one.</summary>
    public FabricSpec? Fabric(ImmutableArray<Node> nodes)
    {
        foreach ((string from, string to, int[] route) in _zoneRoutes)
        {
            if (_zoneOfId.TryGetValue(from, out int a) && _zoneOfId.TryGetValue(to, out int b))
            {
                _joins.TryAdd((a, b), route);
            }
        }

        if (nodes.Length < 2 || !nodes.All(node => _hosts.ContainsKey(node.Name)))
        {
            return null;
        }

        Dictionary<int, int> nodeOfHost = nodes.Select((node, i) => (_hosts[node.Name].Number, i)).ToDictionary();
        _links.MapNodes(host => nodeOfHost.GetValueOrDefault(host, -1));
        ZonePlan plan = new(
            _links, [.. _zones], [.. nodes.Select(node => (_hosts[node.Name].Zone, _hosts[node.Name].Rank))], _joins);
        return plan.IsComplete()
            ? new FabricSpec { Kind = FabricKind.Zones, Zones = plan, Transfers = TransferModel.Lv08 }
            : null;
    }

    /// <summary>The link that some attributes of an element describe; <c>null</c> when they do not.</summary>
    private ZoneLink? LinkOf(
        SimGridElement element, string bandwidth, string latency, string sharing, string usual)
    {
        string policy = (element.Text(sharing) ?? usual).ToUpperInvariant();
        if (policy == "FATPIPE")
        {
            notices.Add(element, "sharing policy FATPIPE: transfers share the bandwidth of such a link");
        }

        return SimGridQuantity.TryGbps(element.Text(bandwidth) ?? "", out double gbps)
            ? new ZoneLink(
                element.Id, gbps, SimGridQuantity.TrySeconds(element.Text(latency) ?? "", out double time) ? time : 0,
                policy is not ("SPLITDUPLEX" or "FULLDUPLEX"))
            : null;
    }

    private Dictionary<(int, int), int[]> RoutesOf(List<string> hosts)
    {
        Dictionary<string, int> rank = new(StringComparer.Ordinal);
        for (int i = 0; i < hosts.Count; i++)
        {
            rank.TryAdd(hosts[i], i);
        }

        return _routes.Where(route => rank.ContainsKey(route.Key.From) && rank.ContainsKey(route.Key.To))
            .ToDictionary(route => (rank[route.Key.From], rank[route.Key.To]), route => route.Value);
    }

    private void Register(string zone, IReadOnlyList<string> hosts)
    {
        _zoneOfId.TryAdd(zone, _zones.Count);
        for (int rank = 0; rank < hosts.Count; rank++)
        {
            _hosts.TryAdd(hosts[rank], (_hosts.Count, _zones.Count, rank));
        }
    }

    private int? Direction(string? name) =>
        name is not null && _directionOfName.TryGetValue(name, out int direction) ? direction : null;
}
