namespace ClusterSim.Scheduling.Placements;

/// <summary>What a full node has, to measure CPU and GPU share against each other.</summary>
/// <param name="CpuMilli">CPU in 1/1000 core, at least 1.</param>
/// <param name="GpuMilli">GPU share in 1/1000 GPU, at least 1.</param>
internal readonly record struct NodeScale(double CpuMilli, double GpuMilli)
{
    /// <summary>
    /// The fixed full node of the artefact of "Beware of Fragmentation" (USENIX ATC 2023): 128 cores and 8 GPUs.
    /// </summary>
    public static NodeScale Artefact { get; } = new(128_000, 8_000);

    /// <summary>The most CPU and the most GPU share that any node of the platform has.</summary>
    public static NodeScale Of(FreeResources free)
    {
        long cpu = 1, gpu = 1;
        foreach (Platforms.Node node in free.Nodes.Nodes)
        {
            cpu = node.CpuLimited ? Math.Max(cpu, node.CpuMilli) : cpu;
            gpu = Math.Max(gpu, node.Gpus * 1000L);
        }

        return new NodeScale(cpu, gpu);
    }

    /// <summary>Free CPU of a node, 1 for a full node; a node that does not limit CPU counts as full.</summary>
    public double Cpu(FreeResources free, int node) =>
        free.Nodes.Nodes[node].CpuLimited ? free.FreeCpuMilli(node) / CpuMilli : 1;

    /// <summary>Free GPU share of a node, 1 for a full node.</summary>
    public double Gpu(FreeResources free, int node) => free.FreeGpuMilli(node) / GpuMilli;

    /// <summary>
    /// A score of some points as a whole number: the artefact cuts it to whole points, else billionths count.
    /// </summary>
    public static long Points(double score, bool artefact) => (long)(artefact ? score : Math.Round(score * 1e9));
}
