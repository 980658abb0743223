using System.Numerics;

namespace ClusterSim.Scheduling;

/// <content>
/// What is free throughout a stretch of time: device by device the least of what is free in its parts. Only the nodes
/// that could host the job are kept; the others are empty.
/// </content>
public sealed partial class TrialResources
{
    internal void CopyNode(TrialResources other, int node)
    {
        (Cpu[node], Memory[node], Disk[node]) = (other.Cpu[node], other.Memory[node], other.Disk[node]);
        (WholeMask[node], Whole[node]) = (other.WholeMask[node], other.Whole[node]);
        (GpuMilli[node], Up[node], Stamp[node]) = (other.GpuMilli[node], other.Up[node], other.Stamp[node]);
        other.InstancesByKind(node).CopyTo(KindInstances.AsSpan(node * (KindInstances.Length / NodeCount)));
        other.GpuShares(node).CopyTo(GpuShare.AsSpan(Catalog.FirstGpu[node]));
        other.NicShares(node).CopyTo(NicShare.AsSpan(Catalog.FirstNic[node]));
        for (int at = node; at < AppInstances.Length; at += NodeCount)
        {
            AppInstances[at] = other.AppInstances[at];
        }
    }

    /// <summary>
    /// Lowers a node to what is free on it in both; what the demand does not take is left as it is. <c>false</c> when
    /// nothing was lowered.
    /// </summary>
    internal bool KeepLeast(TrialResources other, int node, Demand demand)
    {
        Stamp[node] = Stamps.Next();
        bool lowered = KeepLeast(ref Cpu[node], other.Cpu[node])
            | KeepLeast(ref Memory[node], other.Memory[node])
            | KeepLeast(ref Disk[node], other.Disk[node]);
        if (GpuMilli[node] > other.GpuMilli[node])
        {
            (GpuMilli[node], lowered) = (other.GpuMilli[node], true);
        }

        ulong whole = WholeMask[node] & other.WholeMask[node];
        if (whole != WholeMask[node] || Catalog.Nodes[node].IsPool)
        {
            lowered |= whole != WholeMask[node];
            WholeMask[node] = whole;
            Whole[node] = Catalog.Nodes[node].IsPool ? GpuMilli[node] / 1000 : BitOperations.PopCount(whole);
        }

        return (demand.SharesDevice || demand.LimitedApplication >= 0) ? KeepLeastShares(other, node) : lowered;
    }

    /// <summary>Makes a node as good as absent.</summary>
    internal void Empty(int node)
    {
        (Cpu[node], Memory[node], Disk[node], Stamp[node]) = (0, 0, 0, Stamps.Next());
        (WholeMask[node], Whole[node], GpuMilli[node], Up[node]) = (0, 0, 0, false);
        IndexNode(node);
    }

    /// <summary>Brings totals and index up to date when only these nodes have anything.</summary>
    internal void Settle(IReadOnlyList<int> nodes)
    {
        (TotalGpuMilli, TotalCpuMilli) = (0, 0);
        for (int i = 0; i < nodes.Count; i++)
        {
            int node = nodes[i];
            IndexNode(node);
            TotalGpuMilli += GpuMilli[node];
            TotalCpuMilli += Catalog.Nodes[node].CpuLimited ? Cpu[node] : 0;
        }
    }

    private ReadOnlySpan<int> NicShares(int node) =>
        NicShare.AsSpan(Catalog.FirstNic[node], Catalog.FirstNic[node + 1] - Catalog.FirstNic[node]);

    private bool KeepLeastShares(TrialResources other, int node)
    {
        KeepLeast(GpuShare.AsSpan(Catalog.FirstGpu[node]), other.GpuShares(node));
        KeepLeast(NicShare.AsSpan(Catalog.FirstNic[node]), other.NicShares(node));
        for (int at = node; at < AppInstances.Length; at += NodeCount)
        {
            AppInstances[at] = Math.Max(AppInstances[at], other.AppInstances[at]);
        }

        return true;
    }

    private static bool KeepLeast(ref long ours, long theirs)
    {
        bool lower = theirs < ours;
        ours = lower ? theirs : ours;
        return lower;
    }

    private static void KeepLeast(Span<int> ours, ReadOnlySpan<int> theirs)
    {
        for (int i = 0; i < theirs.Length; i++)
        {
            ours[i] = Math.Min(ours[i], theirs[i]);
        }
    }
}
