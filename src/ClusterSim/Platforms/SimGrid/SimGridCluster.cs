using System.Globalization;
using ClusterSim.Platforms.Topology.Zones;

namespace ClusterSim.Platforms.SimGrid;

/// <summary>The links of a <c>cluster</c> and how they are wired: a star, a fat tree, a dragonfly or a torus.</summary>
/// <param name="cluster">The element.</param>
/// <param name="link">The link of a host.</param>
/// <param name="first">Number of its first host.</param>
/// <param name="hosts">Number of its hosts.</param>
/// <param name="links">Takes the links.</param>
internal sealed class SimGridCluster(SimGridElement cluster, ZoneLink link, int first, int hosts, ZoneLinks links)
{
    /// <summary>The zone; one without routes where the parameters do not fit.</summary>
    public IZone Zone() => Topology() ?? new RouteZone(new Dictionary<(int, int), int[]>());

    private IZone? Topology()
    {
        int[][]? sizes = Sizes();
        return cluster.Text("topology")?.ToUpperInvariant() switch
        {
            null or "FLAT" => Star(),
            "TORUS" when sizes is [var torus] && Product(torus) == hosts && !HasLimiter => new TorusZone(
                torus, (from, to) => Cable(Text($"link_from_{from}_to_{to}"), from), links),
            "FAT_TREE" when sizes is [[var levels], var down, var up, var count] && !HasLimiter
                && down.Length == levels && up.Length == levels && count.Length == levels && Product(down) == hosts =>
                new FatTreeZone(
                    down, up, count, (level, child, port) => Cable(
                        Text($"link_{level}_{child}_{port}"), level == 0 ? child : -1), links),
            "DRAGONFLY" when sizes is [[var groups, var blue], [var chassis, var black], [var blades, var green],
                [var nodes]] && groups <= blades && Product([groups, chassis, blades, nodes]) == hosts =>
                new DragonflyZone(
                    (groups, chassis, blades, nodes), (blue, black, green),
                    (name, host, wide) => Cable(name, host) with { Gbps = link.Gbps * wide },
                    Limiters(), links),
            _ => null,
        };
    }

    private bool HasLimiter => cluster.Has("limiter_link");

    private StarZone Star()
    {
        int[] up = [.. Enumerable.Range(0, hosts).Select(host => links.Add(Cable(Text($"link_{host}"), host)))];
        int backbone = SimGridQuantity.TryGbps(cluster.Text("bb_bw") ?? "", out double gbps)
            ? links.Add(new ZoneLink(
                cluster.Id + "_backbone", gbps,
                SimGridQuantity.TrySeconds(cluster.Text("bb_lat") ?? "", out double latency) ? latency : 0,
                cluster.Text("bb_sharing_policy")?.ToUpperInvariant() != "SPLITDUPLEX"))
            : -1;
        return new StarZone(up, [.. up.Select(links.Back)], Limiters(), backbone);
    }

    private int[] Limiters() => SimGridQuantity.TryGbps(cluster.Text("limiter_link") ?? "", out double gbps)
        ? [.. Enumerable.Range(0, hosts).Select(host =>
            links.Add(Cable(Text($"limiter_{host}"), host) with { Gbps = gbps, LatencySeconds = 0, IsShared = true }))]
        : [];

    private ZoneLink Cable(string name, int host) => link with
    {
        Name = $"{cluster.Id}_{name}",
        Node = host < 0 ? -1 : first + host,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private int[][]? Sizes()
    {
        int[][] sizes = [.. (cluster.Text("topo_parameters") ?? "").Split(';').Select(part => part.Split(',')
            .Select(size => Quantity.TryCount(size.Trim(), out int read) ? read : 0).ToArray())];
        return sizes.All(part => part.All(size => size > 0)) ? sizes : null;
    }

    private static long Product(int[] sizes) =>
        sizes.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));
}
