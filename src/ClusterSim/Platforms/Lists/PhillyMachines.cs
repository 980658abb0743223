namespace ClusterSim.Platforms.Lists;

/// <summary>
/// The machine list of the Microsoft Philly trace (<c>cluster_machine_list</c>): name, GPUs, memory of one GPU.
/// </summary>
internal static class PhillyMachines
{
    private enum Column
    {
        Name, Gpus, GpuMemory,
    }

    public static readonly NodeTableFormat Format = new()
    {
        Origin = "Microsoft Philly trace",
        Columns = ["machineId", "number of GPUs", "single GPU mem"],
        NameColumn = (int)Column.Name,
        Read = Read,
        GpuModels =
        [
            new GpuModel { Name = "GPU-12GB", MemoryMiB = Memory("12 GB"), Source = "the list; it names no model" },
            new GpuModel { Name = "GPU-24GB", MemoryMiB = Memory("24 GB"), Source = "the list; it names no model" },
        ],
        Notices = ["not in the list: CPU and memory of the machines, which are not modelled"],
    };

    private static IEnumerable<Node> Read(NodeRow row)
    {
        string memory = row.Text((int)Column.GpuMemory);
        if (!Quantity.TryMiB(memory, out _))
        {
            row.Report((int)Column.GpuMemory, $"found '{memory}', expected the memory of one GPU, e.g. '24GB'");
        }

        yield return new Node
        {
            Name = row.Text((int)Column.Name),
            CpuLimited = false,
            Gpus = row.Number((int)Column.Gpus, Node.MaxTrackedGpus, min: 1),
            GpuModel = "GPU-" + memory.Replace(" ", "", StringComparison.Ordinal),
        };
    }

    private static long Memory(string text) => Quantity.TryMiB(text, out long mebibytes) ? mebibytes : 0;
}
