using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms.Topology;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>The table of links: what each that carried something did, and how busy it was over time.</summary>
internal static class LinkRows
{
    private const string Arrow = " > ";

    public static void Write(ITableWriter rows, NetworkUse network)
    {
        foreach (LinkUse link in network.Links)
        {
            rows.Number(link.Link).Text(link.Name).Text(link.From.Kind.ToString()).Number(link.From.Node)
                .Text(link.To.Kind.ToString()).Number(link.To.Node).Number(link.BytesPerSecond).Number(link.Bytes)
                .Number(link.MeanUtilization).Number(link.P95Utilization).Number(link.P99Utilization)
                .Number(link.SaturatedShare).Seconds(network.BinLength)
                .Text(string.Join('|', link.Levels.Select(level => level.ToString("R", CultureInfo.InvariantCulture))))
                .EndRow();
        }
    }

    /// <summary>Reads the table back; <c>null</c> when there is none.</summary>
    public static NetworkUse? Read(string path)
    {
        if (ResultTable.FileOf(path) is null)
        {
            return null;
        }

        var links = ImmutableArray.CreateBuilder<LinkUse>();
        TimeSpan bin = TimeSpan.FromSeconds(1);
        foreach (ITableReader row in ResultTable.Rows(path, ResultFiles.LinkColumns))
        {
            links.Add(LinkOf(row));
            bin = row.Length(12);
        }

        return new NetworkUse(links.ToImmutable(), bin);
    }

    private static LinkUse LinkOf(ITableReader row) => new()
    {
        Link = row.Int(0, 0, int.MaxValue),
        Name = row.Text(1),
        From = Vertex(row, 2, row.Text(1).Split(Arrow)[0]),
        To = Vertex(row, 4, row.Text(1).Split(Arrow)[^1]),
        BytesPerSecond = row.NumberOrNull(6) ?? 0,
        Bytes = row.NumberOrNull(7) ?? 0,
        MeanUtilization = row.NumberOrNull(8) ?? 0,
        P95Utilization = row.NumberOrNull(9) ?? 0,
        P99Utilization = row.NumberOrNull(10) ?? 0,
        SaturatedShare = row.NumberOrNull(11) ?? 0,
        Levels =
        [
            .. row.Text(13).Split('|', StringSplitOptions.RemoveEmptyEntries).Select(level =>
                double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    ? value
                    : throw row.Fault(13, "numbers joined by |")),
        ],
    };

    // The number of a vertex ends its name, unless the link has a name of its own.
    private static TopologyVertex Vertex(ITableReader row, int column, string name) => new(
        Enum.TryParse(row.Text(column), out VertexKind kind) ? kind : throw row.Fault(column, "a kind of vertex"),
        row.Int(column + 1, -1, int.MaxValue),
        int.TryParse(
            name.AsSpan(name.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0);
}
