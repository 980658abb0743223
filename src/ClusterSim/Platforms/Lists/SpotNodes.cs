namespace ClusterSim.Platforms.Lists;

/// <summary>
/// The GPU nodes of the Alibaba cluster trace v2026 (<c>node_info_df.csv</c>). Their columns stand in another order
/// than in the origin's description.
/// </summary>
internal static class SpotNodes
{
    private enum Column
    {
        Model, Gpus, Cores, Name,
    }

    public static readonly NodeTableFormat Format = new()
    {
        Origin = "Alibaba cluster trace v2026 (spot GPU)",
        Columns = ["gpu_model", "gpu_capacity_num", "cpu_num", "node_name"],
        NameColumn = (int)Column.Name,
        Read = Read,
        GpuModels =
        [
            GpuData.A10,
            GpuData.A100,
            new GpuModel
            {
                Name = "A800-SXM4-80GB", MemoryMiB = 80 * 1024, Source = "memory: the model's name; power unknown",
            },
            new GpuModel { Name = "H800", Source = "nothing known" },
            new GpuModel { Name = "GPU-series-1", Source = "undisclosed model, nothing known" },
            new GpuModel { Name = "GPU-series-2", Source = "undisclosed model, nothing known" },
        ],
        Notices = ["not in the list: the memory of the nodes, which is not modelled"],
    };

    private static IEnumerable<Node> Read(NodeRow row)
    {
        yield return new Node
        {
            Name = row.Text((int)Column.Name),
            CpuMilli = row.Number((int)Column.Cores, int.MaxValue / 1000) * 1000,
            Gpus = row.Number((int)Column.Gpus, Node.MaxTrackedGpus, min: 1),
            GpuModel = row.Required((int)Column.Model, "the model of the GPUs"),
        };
    }
}
