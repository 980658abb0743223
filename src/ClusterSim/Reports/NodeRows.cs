using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Tables;

namespace ClusterSim.Reports;

/// <summary>The table of nodes: what the report needs to know of the platform when only the folder is left.</summary>
internal static class NodeRows
{
    public static void Write(ITableWriter rows, Platform platform)
    {
        foreach (Node node in platform.Nodes)
        {
            rows.Text(node.Name).Text(node.Role).Number(node.Gpus).Text(node.GpuModel)
                .Number(node.CpuLimited ? node.CpuMilli / 1000.0 : double.NaN).Text(node.Tor)
                    .Number(node.BaseWatts ?? double.NaN)
                .EndRow();
        }
    }

    /// <summary>Reads the nodes back, in the order of the platform.</summary>
    public static ImmutableArray<Node> Read(string path)
    {
        var nodes = ImmutableArray.CreateBuilder<Node>();
        foreach (ITableReader row in ResultTable.Rows(path, ResultFiles.NodeColumns))
        {
            nodes.Add(NodeOf(row));
        }

        return nodes.ToImmutable();
    }

    private static Node NodeOf(ITableReader row) => new()
    {
        Name = row.Text(0),
        Role = row.Text(1),
        Gpus = row.Int(2, 0, int.MaxValue),
        GpuModel = row.Text(3),
        CpuMilli = (int)(row.IsEmpty(4) ? 0 : row.Scaled(4, 3, "a number of cores")),
        CpuLimited = !row.IsEmpty(4),
        Tor = row.Text(5),
        BaseWatts = row.NumberOrNull(6),
    };
}
