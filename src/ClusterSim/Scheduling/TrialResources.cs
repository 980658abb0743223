using System.Numerics;

namespace ClusterSim.Scheduling;

/// <summary>
/// A copy of the free resources on which placements can be taken and given back, e.g. to find when a blocked job could
/// start.
/// </summary>
public sealed partial class TrialResources : FreeResources
{
    internal TrialResources(NodeCatalog catalog, int limitedApplications, int gpuKinds)
        : base(catalog, limitedApplications, gpuKinds)
    {
    }

    internal TrialResources(FreeResources other)
        : base(other)
    {
    }

    /// <summary>Makes this copy equal to <paramref name="other"/>, which must belong to the same run.</summary>
    public void CopyFrom(FreeResources other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.CopyTo(Cpu, Memory, Disk, WholeMask);
        other.CopyTo(Whole, GpuMilli, GpuShare, NicShare, AppInstances, Up);
        other.CopyTo(KindInstances, Stamp);
        Index.CopyFrom(other.Index);
        (TotalGpuMilli, TotalCpuMilli) = (other.TotalGpuMilli, other.TotalCpuMilli);
    }

    /// <summary>Takes what a placement needs. <see cref="FreeResources.Check"/> must have allowed it.</summary>
    public void Take(Demand demand, Placement placement) => Change(demand, placement, -1);

    /// <summary>Gives back what a placement holds.</summary>
    public void Give(Demand demand, Placement placement) => Change(demand, placement, +1);

    internal void SetUp(int node, bool up)
    {
        int sign = up == Up[node] ? 0 : up ? 1 : -1;
        Stamp[node] = Stamps.Next();
        Up[node] = up;
        TotalGpuMilli += sign * GpuMilli[node];
        TotalCpuMilli += Catalog.Nodes[node].CpuLimited ? sign * Cpu[node] : 0;
    }

    private void Change(Demand demand, Placement placement, int sign)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(placement);
        foreach (PlacementSlice slice in placement.Slices)
        {
            Change(demand, slice, sign, slice.GpuMask);
        }
    }

    /// <summary>
    /// Takes or gives back what a slice needs, but of its GPUs only those that change hands: others are held by jobs
    /// that share them.
    /// </summary>
    internal void Change(Demand demand, in PlacementSlice slice, int sign, ulong gpus)
    {
        int node = slice.Node;
        var each = demand.PerInstance;
        int count = sign * slice.Instances;
        long cpu = (long)count * each.CpuMilli;
        Cpu[node] += cpu;
        Index.SetCpu(node, Cpu[node]);
        Memory[node] += count * each.MemoryMiB;
        Disk[node] += count * each.DiskMiB;
        int gpuMilli = (count * each.TotalGpuMilli) - (sign * 1000 * BitOperations.PopCount(slice.GpuMask ^ gpus));
        GpuMilli[node] += gpuMilli;
        if (Up[node])
        {
            TotalCpuMilli += Catalog.Nodes[node].CpuLimited ? cpu : 0;
            TotalGpuMilli += gpuMilli;
        }

        if (each.Gpus > 0)
        {
            ChangeGpus(node, gpus, sign * each.GpuMilli);
        }

        if (slice.Nic >= 0)
        {
            NicShare[Catalog.FirstNic[node] + slice.Nic] += count * each.RdmaPercent;
        }

        if (demand.LimitedApplication >= 0)
        {
            AppInstances[AppRow(demand, node)] -= count;
        }

        if (demand.GpuKind >= 0 && KindInstances.Length > 0)
        {
            KindInstances[(node * (KindInstances.Length / NodeCount)) + demand.GpuKind] -= count;
        }

        Stamp[node] = Stamps.Next();
    }

    /// <summary>Makes whole GPUs of a node look free, or held again.</summary>
    internal void Reveal(int node, ulong gpus, int sign)
    {
        if (gpus == 0)
        {
            return;
        }

        int milli = sign * 1000 * BitOperations.PopCount(gpus);
        GpuMilli[node] += milli;
        TotalGpuMilli += Up[node] ? milli : 0;
        ChangeGpus(node, gpus, sign * 1000);
        Stamp[node] = Stamps.Next();
    }

    private void ChangeGpus(int node, ulong mask, int share)
    {
        if (Catalog.Nodes[node].IsPool)
        {
            Whole[node] = GpuMilli[node] / 1000;
            Index.SetGpus(node, GpuMilli[node], Whole[node]);
            return;
        }

        int first = Catalog.FirstGpu[node];
        while (mask != 0)
        {
            int gpu = BitOperations.TrailingZeroCount(mask);
            ulong bit = mask & (~mask + 1);
            mask ^= bit;
            GpuShare[first + gpu] += share;
            WholeMask[node] = GpuShare[first + gpu] == 1000 ? WholeMask[node] | bit : WholeMask[node] & ~bit;
        }

        Whole[node] = BitOperations.PopCount(WholeMask[node]);
        Index.SetGpus(node, GpuMilli[node], Whole[node]);
    }
}
