namespace ClusterSim.Platforms.Lists;

/// <summary>The node lists of the Alibaba cluster trace GPU v2023 (<c>openb_node_list_*.csv</c>).</summary>
internal static class OpenbNodes
{
    private enum Column
    {
        Name, CpuMilli, MemoryMiB, Gpus, Model,
    }

    public static readonly NodeTableFormat Format = new()
    {
        Origin = "Alibaba cluster trace GPU v2023 (openb)",
        Columns = ["sn", "cpu_milli", "memory_mib", "gpu", "model"],
        NameColumn = (int)Column.Name,
        Read = Read,
    };

    private static IEnumerable<Node> Read(NodeRow row)
    {
        Node node = new()
        {
            Name = row.Text((int)Column.Name),
            CpuMilli = row.Number((int)Column.CpuMilli, int.MaxValue),
            MemoryMiB = row.LongNumber((int)Column.MemoryMiB, long.MaxValue),
            Gpus = row.Number((int)Column.Gpus, Node.MaxTrackedGpus),
            GpuModel = row.Text((int)Column.Model),
        };
        if (row.IsGood && (node.Gpus > 0) != (node.GpuModel.Length > 0))
        {
            row.Report((int)Column.Model,
                $"found '{node.GpuModel}' with {node.Gpus} GPUs, expected a model exactly when there are GPUs");
        }

        return [node];
    }
}
