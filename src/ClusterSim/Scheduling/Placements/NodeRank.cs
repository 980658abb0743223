namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Position of a node in a ranking: by the first number, then the second, then the index of the node; smaller goes
/// first.
/// </summary>
internal readonly record struct NodeRank(long First, long Second, int Node) : IComparable<NodeRank>
{
    public int CompareTo(NodeRank other)
    {
        int order = First.CompareTo(other.First);
        order = order != 0 ? order : Second.CompareTo(other.Second);
        return order != 0 ? order : Node.CompareTo(other.Node);
    }

    /// <summary>
    /// How much a node has left of what the job contends for: GPU share if it wants GPUs, else CPU, or memory where the
    /// node does not limit CPU.
    /// </summary>
    public static long FreeShare(FreeResources free, int node, Demand demand) =>
        demand.PerInstance.Gpus > 0 ? free.FreeGpuMilli(node)
        : demand.PerInstance.CpuMilli > 0 ? free.FreeCpuMilli(node)
        : free.FreeMemoryMiB(node);

    /// <summary>How much of <see cref="FreeShare"/> one instance takes.</summary>
    public static long ShareOfInstance(Demand demand) =>
        demand.PerInstance.Gpus > 0 ? demand.PerInstance.TotalGpuMilli
        : demand.PerInstance.CpuMilli > 0 ? demand.PerInstance.CpuMilli
        : demand.PerInstance.MemoryMiB;
}
