using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>How busy the links of the network and the NICs of the nodes were.</summary>
internal static class NetworkSection
{
    private const int MostRows = 32, TableRows = 12;

    public static ReportSection Of(ReportScope scope) => new(
        "network", "How busy the network was",
        [
            .. scope.Runs.Where(run => run.Finished.Result.Network is { Links.IsEmpty: false })
                .SelectMany((run, i) => Blocks(run, i)),
        ]);

    private static IEnumerable<ReportBlock> Blocks(ReportRun run, int index)
    {
        NetworkUse network = run.Finished.Result.Network!;
        LinkUse[] busiest =
        [
            .. network.Links.Where(link => link.From.Kind >= VertexKind.Nic && link.To.Kind >= VertexKind.Nic)
                .OrderByDescending(link => link.SaturatedShare).ThenByDescending(link => link.MeanUtilization)
                .ThenBy(link => link.Link),
        ];
        double seconds = network.BinLength.TotalSeconds;
        yield return new HeatBlock(
            $"links-{index}", $"Busiest links, {run.Name}",
            "Each row is one direction of a cable, the most contended first; the colour tells which part of its "
            + $"bandwidth jobs used, one column for {Readable.Duration(seconds)}.",
            [.. busiest.Take(MostRows).Select(link => new HeatRow(link.Name, link.Levels))], seconds,
            LinkTable(run.Name, busiest));
        ImmutableArray<HeatRow> nodes = Nodes(network, run.Finished.Result.Platform.Nodes);
        if (!nodes.IsEmpty)
        {
            yield return new HeatBlock(
                $"nics-{index}", $"Busiest nodes, {run.Name}",
                "Each row is a node, the busiest first; the colour tells which part of the bandwidth of its NICs jobs "
                + $"sent over, one column for {Readable.Duration(seconds)}.",
                nodes, seconds, NodeTable(run.Name, nodes));
        }
    }

    private static TableBlock LinkTable(string run, LinkUse[] links) => new(
        $"Most contended links, {run}",
        ["link", "Gb/s", "mean utilization", "p95", "p99", "time in which it held jobs back", "carried"],
        [
            .. links.Take(TableRows).Select(link => (ImmutableArray<string>)
            [
                link.Name, Readable.Number(link.BytesPerSecond * 8 / 1e9), Readable.Percent(link.MeanUtilization),
                Readable.Percent(link.P95Utilization), Readable.Percent(link.P99Utilization),
                Readable.Percent(link.SaturatedShare), Readable.Number(link.Bytes / 1e12) + " TB",
            ]),
        ],
        []);

    private static TableBlock NodeTable(string run, ImmutableArray<HeatRow> nodes) => new(
        $"Mean utilization of NICs, {run}", ["node", "mean utilization"],
        [
            .. nodes.Take(TableRows).Select(row => (ImmutableArray<string>)
                [row.Name, Readable.Percent(row.Levels.Average())]),
        ],
        []);

    // What nodes send over all their NICs that were used.
    private static ImmutableArray<HeatRow> Nodes(NetworkUse network, ImmutableArray<Node> nodes) =>
    [
        .. network.Links.Where(link => link.From.Kind == VertexKind.Nic && link.To.Kind > VertexKind.Nic)
            .GroupBy(link => link.From.Node)
            .Select(group => new HeatRow(
                group.Key < nodes.Length ? nodes[group.Key].Name : "",
                [
                    .. Enumerable.Range(0, group.First().Levels.Length)
                        .Select(bin => group.Average(link => link.Levels[bin])),
                ]))
            .OrderByDescending(row => row.Levels.Average()).ThenBy(row => row.Name, StringComparer.Ordinal)
            .Take(MostRows),
    ];
}
