using System.Numerics;

namespace ClusterSim.Scheduling;

/// <content>
/// An index of the nodes by free GPUs: bit sets of the nodes with any free share and with at least 1, 2, 4, ... 64
/// wholly free GPUs. On a loaded cluster few nodes have anything free, so a placement looks at few nodes only.
/// </content>
public partial class FreeResources
{
    private const int IndexRows = 8;
    private protected readonly ulong[] GpuIndex;

    private int IndexWords => (NodeCount + 63) >> 6;

    /// <summary>
    /// The first node at or after <paramref name="from"/> that has enough free GPUs for an instance to be worth asking
    /// <see cref="CountFit"/>; -1 when there is none. Every node on which an instance fits is found.
    /// </summary>
    /// <param name="from">Index of the node to begin with; may equal <see cref="NodeCount"/>.</param>
    /// <param name="demand">The job's demand.</param>
    public int NextNode(int from, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        int gpus = demand.PerInstance.Gpus;
        if (gpus == 0)
        {
            return from < NodeCount ? from : -1;
        }

        ReadOnlySpan<ulong> row = Row(demand.SharesGpu ? 0 : RowOfWhole(gpus));
        int word = from >> 6;
        if (word >= row.Length)
        {
            return -1;
        }

        ulong bits = row[word] & (ulong.MaxValue << (from & 63));
        while (bits == 0)
        {
            if (++word == row.Length)
            {
                return -1;
            }

            bits = row[word];
        }

        return (word << 6) + BitOperations.TrailingZeroCount(bits);
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
        int rows = GpuMilli[node] <= 0 ? 0 : Whole[node] <= 0 ? 1 : RowOfWhole(Whole[node]) + 1;
        ulong bit = 1UL << (node & 63);
        int at = node >> 6;
        int stride = IndexWords;
        for (int row = 0; row < IndexRows; row++, at += stride)
        {
            GpuIndex[at] = row < rows ? GpuIndex[at] | bit : GpuIndex[at] & ~bit;
        }
    }

    // Row 0: any free share. Row r > 0: at least 2^(r-1) wholly free GPUs.
    private static int RowOfWhole(int gpus) => Math.Min(BitOperations.Log2((uint)gpus) + 1, IndexRows - 1);

    private ReadOnlySpan<ulong> Row(int row) => GpuIndex.AsSpan(row * IndexWords, IndexWords);

    private int CountFewestNodes(Demand demand)
    {
        FreeResources empty = new(Catalog, AppInstances.Length / Math.Max(NodeCount, 1));
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
