using System.Numerics;
using ClusterSim.Platforms;

namespace ClusterSim.Scheduling;

/// <summary>
/// What is free on every node: CPU, memory, disk, each GPU's share, each NIC's share, and room for instances of limited
/// applications. Dense arrays indexed by node. A policy reads it; <see cref="TrialResources"/> is a copy to try things
/// on.
/// </summary>
public partial class FreeResources
{
    // Resources that a node does not model are never a constraint: this much is free, and remains so in practice.
    internal const long Unlimited = long.MaxValue / 4;

    private protected readonly NodeCatalog Catalog;
    private protected readonly long[] Cpu, Memory, Disk;
    private protected readonly ulong[] WholeMask;
    private protected readonly int[] Whole, GpuMilli, GpuShare, NicShare, AppInstances, KindInstances;
    private protected readonly bool[] Up;

    internal FreeResources(NodeCatalog catalog, int limitedApplications, int gpuKinds)
    {
        Catalog = catalog;
        int nodes = catalog.Nodes.Length;
        (Cpu, Memory, Disk) = (new long[nodes], new long[nodes], new long[nodes]);
        (WholeMask, Whole, GpuMilli) = (new ulong[nodes], new int[nodes], new int[nodes]);
        GpuShare = new int[catalog.TrackedGpus];
        NicShare = new int[catalog.Nics];
        AppInstances = new int[limitedApplications * nodes];
        KindInstances = new int[gpuKinds * nodes];
        (Stamps, Stamp) = (new StateStamps(), new long[nodes]);
        Up = new bool[nodes];
        Index = new NodeIndex(nodes);
        for (int node = 0; node < nodes; node++)
        {
            Fill(node);
        }
    }

    private protected FreeResources(FreeResources other)
    {
        Catalog = other.Catalog;
        (Cpu, Memory, Disk) = ([.. other.Cpu], [.. other.Memory], [.. other.Disk]);
        (WholeMask, Whole, GpuMilli) = ([.. other.WholeMask], [.. other.Whole], [.. other.GpuMilli]);
        (GpuShare, NicShare) = ([.. other.GpuShare], [.. other.NicShare]);
        (AppInstances, KindInstances, Up) = ([.. other.AppInstances], [.. other.KindInstances], [.. other.Up]);
        (Stamps, Stamp) = (other.Stamps, [.. other.Stamp]);
        Index = new NodeIndex(other.Index);
        (TotalGpuMilli, TotalCpuMilli) = (other.TotalGpuMilli, other.TotalCpuMilli);
    }

    /// <summary>Number of nodes.</summary>
    public int NodeCount => Whole.Length;

    /// <summary>Free GPU share of all nodes that are up, in 1/1000 GPU.</summary>
    public long TotalGpuMilli { get; private protected set; }

    /// <summary>Free CPU of all nodes that are up and model CPU, in 1/1000 core.</summary>
    public long TotalCpuMilli { get; private protected set; }

    /// <summary>Whether the node is up.</summary>
    public bool IsUp(int node) => Up[node];

    /// <summary>Wholly free GPUs of a node.</summary>
    public int WholeGpus(int node) => Whole[node];

    /// <summary>Free GPU share of a node in 1/1000 GPU, wholly free GPUs and rests of shared ones together.</summary>
    public int FreeGpuMilli(int node) => GpuMilli[node];

    /// <summary>Free CPU of a node in 1/1000 core; a very large number when the node does not model CPU.</summary>
    public long FreeCpuMilli(int node) => Cpu[node];

    /// <summary>Free memory of a node in MiB; a very large number when the node does not model memory.</summary>
    public long FreeMemoryMiB(int node) => Memory[node];

    /// <summary>Free share of each tracked GPU of a node in 1/1000; empty for a pool.</summary>
    public ReadOnlySpan<int> GpuShares(int node) =>
        GpuShare.AsSpan(Catalog.FirstGpu[node], Catalog.FirstGpu[node + 1] - Catalog.FirstGpu[node]);

    /// <summary>Name of the ToR switch of a node, as an index that equal names share.</summary>
    public int TorOf(int node) => Catalog.Tor[node];

    /// <summary>Whether the node's role and GPU model are ones that the job accepts.</summary>
    public bool Accepts(int node, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        return demand.Accepts(Catalog.NodeClass[node]);
    }

    /// <summary>
    /// How many instances of a job fit on a node now, at most <paramref name="wanted"/>. 0 when the node is down or not
    /// accepted.
    /// </summary>
    /// <param name="node">Index of the node.</param>
    /// <param name="demand">The job's demand.</param>
    /// <param name="wanted">Upper bound of interest.</param>
    public int CountFit(int node, Demand demand, int wanted)
    {
        ArgumentNullException.ThrowIfNull(demand);
        if (!Up[node] || !demand.Accepts(Catalog.NodeClass[node]))
        {
            return 0;
        }

        var each = demand.PerInstance;
        long fit = wanted;
        fit = each.Gpus == 0 ? fit : Math.Min(fit, CountGpus(node, demand));
        fit = each.CpuMilli == 0 ? fit : Math.Min(fit, Cpu[node] / each.CpuMilli);
        fit = each.MemoryMiB == 0 ? fit : Math.Min(fit, Memory[node] / each.MemoryMiB);
        fit = each.DiskMiB == 0 ? fit : Math.Min(fit, Disk[node] / each.DiskMiB);
        fit = each.RdmaPercent == 0 ? fit : Math.Min(fit, CountNics(node, each.RdmaPercent));
        fit = demand.LimitedApplication < 0
            ? fit
            : Math.Min(fit, demand.MaxInstancesPerNode - AppInstances[AppRow(demand, node)]);
        return (int)Math.Max(fit, 0);
    }

    /// <summary>Whether a job cannot fit by the totals alone: a cheap test before any node is looked at.</summary>
    public bool CannotFit(Demand demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        return demand.TotalGpuMilli > TotalGpuMilli
            || (!Catalog.AnyCpuUnlimited && demand.TotalCpuMilli > TotalCpuMilli);
    }

    /// <summary>
    /// Chooses devices for <paramref name="instances"/> instances on a node where they fit and appends the slices:
    /// whole GPUs by ascending index; shares on the fullest GPU and NIC that still have room (best fit), lowest index
    /// first.
    /// </summary>
    public void AddSlices(int node, Demand demand, int instances, IList<PlacementSlice> slices)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(slices);
        if (!demand.SharesDevice)
        {
            ulong lowest = LowestGpus(node, WholeMask[node], instances * demand.PerInstance.Gpus);
            slices.Add(new PlacementSlice(node, instances, lowest));
            return;
        }

        Span<int> shares = stackalloc int[Node.MaxTrackedGpus];
        shares = shares[..GpuShares(node).Length];
        GpuShares(node).CopyTo(shares);
        int[] nics = NicShare[Catalog.FirstNic[node]..Catalog.FirstNic[node + 1]];
        for (int i = 0; i < instances; i++)
        {
            ulong gpus = TakeGpus(node, demand, shares);
            int nic = demand.PerInstance.RdmaPercent == 0 || nics.Length == 0
                ? -1
                : BestFit(nics, demand.PerInstance.RdmaPercent);
            if (nic >= 0)
            {
                nics[nic] -= demand.PerInstance.RdmaPercent;
            }

            slices.Add(new PlacementSlice(node, 1, gpus, nic));
        }
    }

    /// <summary>Whether a placement can be taken now, and if not, why.</summary>
    public RefusalReason Check(Demand demand, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(placement);
        if (placement.Instances != demand.Instances)
        {
            return RefusalReason.IncompleteGang;
        }

        return new PlacementCheck(this, demand).Run(placement);
    }

    /// <summary>A copy to try things on.</summary>
    public TrialResources Trial() => new(this);

    internal void CopyTo(long[] cpu, long[] memory, long[] disk, ulong[] wholeMask)
    {
        Cpu.CopyTo(cpu, 0);
        Memory.CopyTo(memory, 0);
        Disk.CopyTo(disk, 0);
        WholeMask.CopyTo(wholeMask, 0);
    }

    internal void CopyTo(int[] kindInstances, long[] stamps)
    {
        KindInstances.CopyTo(kindInstances, 0);
        Stamp.CopyTo(stamps, 0);
    }

    internal void CopyTo(
        int[] whole, int[] gpuMilli, int[] gpuShare, int[] nicShare, int[] appInstances, bool[] up)
    {
        Whole.CopyTo(whole, 0);
        GpuMilli.CopyTo(gpuMilli, 0);
        GpuShare.CopyTo(gpuShare, 0);
        NicShare.CopyTo(nicShare, 0);
        AppInstances.CopyTo(appInstances, 0);
        Up.CopyTo(up, 0);
    }

    internal ulong WholeGpuMask(int node) => WholeMask[node];

    internal NodeCatalog Nodes => Catalog;

    internal int FreeNicPercent(int node, int nic) => NicShare[Catalog.FirstNic[node] + nic];

    internal int ApplicationInstances(Demand demand, int node) => AppInstances[AppRow(demand, node)];

    internal long FreeDiskMiB(int node) => Disk[node];

    private protected int AppRow(Demand demand, int node) => (demand.LimitedApplication * NodeCount) + node;

    private protected void Fill(int node)
    {
        Node spec = Catalog.Nodes[node];
        Cpu[node] = spec.CpuLimited ? spec.CpuMilli : Unlimited;
        Memory[node] = spec.MemoryMiB ?? Unlimited;
        Disk[node] = spec.DiskMiB ?? Unlimited;
        Whole[node] = spec.Gpus;
        GpuMilli[node] = spec.Gpus * 1000;
        WholeMask[node] = spec.IsPool || spec.Gpus == 0 ? 0 : ulong.MaxValue >> (64 - spec.Gpus);
        GpuShare.AsSpan(Catalog.FirstGpu[node], Catalog.FirstGpu[node + 1] - Catalog.FirstGpu[node]).Fill(1000);
        NicShare.AsSpan(Catalog.FirstNic[node], Catalog.FirstNic[node + 1] - Catalog.FirstNic[node]).Fill(100);
        Up[node] = true;
        IndexNode(node);
        TotalGpuMilli += GpuMilli[node];
        TotalCpuMilli += spec.CpuLimited ? Cpu[node] : 0;
    }

    private int CountGpus(int node, Demand demand)
    {
        if (!demand.SharesGpu)
        {
            return Whole[node] / demand.PerInstance.Gpus;
        }

        if (Catalog.Nodes[node].IsPool)
        {
            return GpuMilli[node] / demand.PerInstance.GpuMilli;
        }

        int count = 0;
        foreach (int share in GpuShares(node))
        {
            count += share / demand.PerInstance.GpuMilli;
        }

        return count;
    }

    private long CountNics(int node, int percent)
    {
        if (Catalog.Nodes[node].RdmaNics is null)
        {
            return int.MaxValue;
        }

        int count = 0;
        for (int nic = Catalog.FirstNic[node]; nic < Catalog.FirstNic[node + 1]; nic++)
        {
            count += NicShare[nic] / percent;
        }

        return count;
    }

    private ulong TakeGpus(int node, Demand demand, Span<int> shares)
    {
        int gpus = demand.PerInstance.Gpus;
        if (gpus == 0 || Catalog.Nodes[node].IsPool)
        {
            return 0;
        }

        ulong mask = 0;
        for (int i = 0; i < gpus; i++)
        {
            int gpu = BestFit(shares, demand.PerInstance.GpuMilli);
            shares[gpu] -= demand.PerInstance.GpuMilli;
            mask |= 1UL << gpu;
        }

        return mask;
    }

    private ulong LowestGpus(int node, ulong free, int count)
    {
        if (Catalog.Nodes[node].IsPool)
        {
            return 0;
        }

        ulong mask = 0;
        for (int i = 0; i < count; i++)
        {
            ulong lowest = 1UL << BitOperations.TrailingZeroCount(free);
            mask |= lowest;
            free ^= lowest;
        }

        return mask;
    }

    private static int BestFit(ReadOnlySpan<int> shares, int wanted)
    {
        int best = -1;
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] >= wanted && (best < 0 || shares[i] < shares[best]))
            {
                best = i;
            }
        }

        return best;
    }
}
