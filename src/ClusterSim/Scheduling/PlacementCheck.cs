using System.Numerics;

namespace ClusterSim.Scheduling;

/// <summary>Walks a placement node by node and tells whether everything in it is free.</summary>
internal readonly ref struct PlacementCheck(FreeResources free, Demand demand)
{
    public RefusalReason Run(Placement placement)
    {
        var slices = placement.Slices;
        for (int first = 0; first < slices.Length;)
        {
            int end = first + 1;
            while (end < slices.Length && slices[end].Node == slices[first].Node)
            {
                end++;
            }

            RefusalReason reason = CheckNode(slices.AsSpan()[first..end]);
            if (reason != RefusalReason.None)
            {
                return reason;
            }

            first = end;
        }

        return HasScatteredNode(placement) ? RefusalReason.IncompleteGang : RefusalReason.None;
    }

    // Only placements of foreign origin revisit a node; refusing them keeps the check of each node complete in one go.
    private static bool HasScatteredNode(Placement placement)
    {
        bool ascending = true;
        for (int i = 1; i < placement.Slices.Length; i++)
        {
            ascending &= placement.Slices[i].Node >= placement.Slices[i - 1].Node;
        }

        if (ascending)
        {
            return false;
        }

        HashSet<int> nodes = [];
        for (int i = 0; i < placement.Slices.Length; i++)
        {
            bool newRun = i == 0 || placement.Slices[i].Node != placement.Slices[i - 1].Node;
            if (newRun && !nodes.Add(placement.Slices[i].Node))
            {
                return true;
            }
        }

        return false;
    }

    private RefusalReason CheckNode(ReadOnlySpan<PlacementSlice> slices)
    {
        int node = slices[0].Node;
        int instances = 0;
        foreach (PlacementSlice slice in slices)
        {
            if (slice.Instances < 1 || (demand.SharesDevice && slice.Instances != 1))
            {
                return RefusalReason.IncompleteGang;
            }

            instances += slice.Instances;
        }

        if (node < 0 || node >= free.NodeCount)
        {
            return RefusalReason.UnknownNode;
        }

        if (!free.IsUp(node))
        {
            return RefusalReason.NodeDown;
        }

        if (!free.Accepts(node, demand))
        {
            return RefusalReason.NodeNotAccepted;
        }

        if (demand.LimitedApplication >= 0
            && free.ApplicationInstances(demand, node) + instances > demand.MaxInstancesPerNode)
        {
            return RefusalReason.InstanceLimit;
        }

        return free.CountFit(node, demand, instances) < instances ? RefusalReason.DoesNotFit : CheckDevices(slices);
    }

    private RefusalReason CheckDevices(ReadOnlySpan<PlacementSlice> slices)
    {
        int node = slices[0].Node;
        bool pool = free.Nodes.Nodes[node].IsPool;
        foreach (PlacementSlice slice in slices)
        {
            if (BitOperations.PopCount(slice.GpuMask) != (pool ? 0 : slice.Instances * demand.PerInstance.Gpus))
            {
                return RefusalReason.IncompleteGang;
            }
        }

        bool areFree = demand.SharesDevice ? SharesAreFree(node, slices) : WholeGpusAreFree(node, slices);
        return areFree ? RefusalReason.None : RefusalReason.DoesNotFit;
    }

    private bool WholeGpusAreFree(int node, ReadOnlySpan<PlacementSlice> slices)
    {
        ulong left = free.WholeGpuMask(node);
        foreach (PlacementSlice slice in slices)
        {
            if ((slice.GpuMask & ~left) != 0 || slice.Nic != -1)
            {
                return false;
            }

            left &= ~slice.GpuMask;
        }

        return true;
    }

    private bool SharesAreFree(int node, ReadOnlySpan<PlacementSlice> slices)
    {
        Span<int> gpus = stackalloc int[free.GpuShares(node).Length];
        Span<int> nics = stackalloc int[free.Nodes.FirstNic[node + 1] - free.Nodes.FirstNic[node]];
        gpus.Clear();
        nics.Clear();
        foreach (PlacementSlice slice in slices)
        {
            if (!TakeGpus(node, slice.GpuMask, gpus) || !TakeNic(node, slice.Nic, nics))
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeGpus(int node, ulong mask, Span<int> taken)
    {
        ReadOnlySpan<int> shares = free.GpuShares(node);
        while (mask != 0)
        {
            int gpu = BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            if (gpu >= shares.Length || (taken[gpu] += demand.PerInstance.GpuMilli) > shares[gpu])
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeNic(int node, int nic, Span<int> taken)
    {
        if (demand.PerInstance.RdmaPercent == 0 || taken.IsEmpty)
        {
            return nic == -1 && (demand.PerInstance.RdmaPercent == 0 || free.Nodes.Nodes[node].RdmaNics is null);
        }

        return nic >= 0 && nic < taken.Length
            && (taken[nic] += demand.PerInstance.RdmaPercent) <= free.FreeNicPercent(node, nic);
    }
}
