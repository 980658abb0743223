namespace ClusterSim.Scheduling;

/// <content>Which nodes are worth a look, and on how few nodes a gang could run.</content>
public partial class FreeResources
{
    internal NodeIndex Index { get; }

    /// <summary>
    /// The first node at or after <paramref name="from"/> that has enough free GPUs and cores for an instance to be
    /// worth asking <see cref="CountFit"/>; -1 when there is none. Every node on which an instance fits is found.
    /// </summary>
    /// <param name="from">Index of the node to begin with; may equal <see cref="NodeCount"/>.</param>
    /// <param name="demand">The job's demand.</param>
    public int NextNode(int from, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        return Index.Next(from, demand.PerInstance.Gpus, demand.SharesGpu, demand.PerInstance.CpuMilli);
    }

    /// <summary>
    /// On how few nodes a job could run if the whole cluster were free and up; <see cref="int.MaxValue"/> when it
    /// never can.
    /// </summary>
    public int FewestNodes(Demand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        if (demand.FewestNodes == 0)
        {
            demand.FewestNodes = CountFewestNodes(demand);
        }

        return demand.FewestNodes;
    }

    private protected void IndexNode(int node)
    {
        Index.SetGpus(node, GpuMilli[node], Whole[node]);
        Index.SetCpu(node, Cpu[node]);
    }

    private int CountFewestNodes(Demand demand)
    {
        FreeResources empty = new(Catalog, AppInstances.Length / Math.Max(NodeCount, 1), gpuKinds: 0);
        int[] fits = new int[NodeCount];
        for (int node = 0; node < fits.Length; node++)
        {
            fits[node] = empty.CountFit(node, demand, demand.Instances);
        }

        Array.Sort(fits);
        int missing = demand.Instances;
        int nodes = 0;
        while (missing > 0 && nodes < fits.Length && fits[^(nodes + 1)] > 0)
        {
            missing -= fits[^++nodes];
        }

        return missing > 0 ? int.MaxValue : nodes;
    }
}
