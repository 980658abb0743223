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
        (GpuMilli[node], Up[node]) = (other.GpuMilli[node], other.Up[node]);
        other.GpuShares(node).CopyTo(GpuShare.AsSpan(Catalog.FirstGpu[node]));
        other.NicShares(node).CopyTo(NicShare.AsSpan(Catalog.FirstNic[node]));
        for (int at = node; at < AppInstances.Length; at += NodeCount)
        {
            AppInstances[at] = other.AppInstances[at];
        }
    }

    internal void KeepLeast(TrialResources other, int node)
    {
        Cpu[node] = Math.Min(Cpu[node], other.Cpu[node]);
        Memory[node] = Math.Min(Memory[node], other.Memory[node]);
        Disk[node] = Math.Min(Disk[node], other.Disk[node]);
        KeepLeast(GpuShare.AsSpan(Catalog.FirstGpu[node]), other.GpuShares(node));
        KeepLeast(NicShare.AsSpan(Catalog.FirstNic[node]), other.NicShares(node));
        for (int at = node; at < AppInstances.Length; at += NodeCount)
        {
            AppInstances[at] = Math.Max(AppInstances[at], other.AppInstances[at]);
        }

        WholeMask[node] &= other.WholeMask[node];
        if (Catalog.Nodes[node].IsPool)
        {
            GpuMilli[node] = Math.Min(GpuMilli[node], other.GpuMilli[node]);
            Whole[node] = GpuMilli[node] / 1000;
            return;
        }

        GpuMilli[node] = 0;
        foreach (int share in GpuShares(node))
        {
            GpuMilli[node] += share;
        }

        Whole[node] = BitOperations.PopCount(WholeMask[node]);
    }

    /// <summary>Makes a node as good as absent.</summary>
    internal void Empty(int node)
    {
        (Cpu[node], Memory[node], Disk[node]) = (0, 0, 0);
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

    private static void KeepLeast(Span<int> ours, ReadOnlySpan<int> theirs)
    {
        for (int i = 0; i < theirs.Length; i++)
        {
            ours[i] = Math.Min(ours[i], theirs[i]);
        }
    }
}
