using System.Globalization;

namespace ClusterSim.Platforms.Lists;

/// <summary>
/// The cluster descriptions of the Tiresias simulator (<c>n32g4.csv</c>): switches, nodes under each, and what a node
/// has.
/// </summary>
internal static class TiresiasCluster
{
    private enum Column
    {
        Switches, NodesPerSwitch, GpusPerNode, CoresPerNode, MemoryGb,
    }

    public static readonly NodeTableFormat Format = new()
    {
        Origin = "cluster description of the Tiresias simulator",
        Columns = ["num_switch", "num_node_p_switch", "num_gpu_p_node", "num_cpu_p_node", "mem_p_node"],
        NameColumn = -1,
        Read = Read,
        Notices = ["assumed: GB of memory are GiB"],
    };

    private static IEnumerable<Node> Read(NodeRow row)
    {
        int switches = row.Number((int)Column.Switches, 1_000_000, min: 1);
        int nodes = row.Number((int)Column.NodesPerSwitch, 1_000_000, min: 1);
        Node pattern = new()
        {
            Name = "",
            Gpus = row.Number((int)Column.GpusPerNode, Node.MaxTrackedGpus),
            CpuMilli = row.Number((int)Column.CoresPerNode, int.MaxValue / 1000) * 1000,
            MemoryMiB = row.LongNumber((int)Column.MemoryGb, long.MaxValue / 1024) * 1024,
        };
        for (int i = 0; i < switches && row.IsGood; i++)
        {
            string tor = string.Create(CultureInfo.InvariantCulture, $"switch-{i}");
            for (int k = 0; k < nodes; k++)
            {
                yield return pattern with
                {
                    Name = string.Create(CultureInfo.InvariantCulture, $"{tor}-node-{k}"), Tor = tor,
                };
            }
        }
    }
}
