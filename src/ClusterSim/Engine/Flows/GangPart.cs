namespace ClusterSim.Engine.Flows;

/// <summary>The part of a job that is on one node, as its communication sees it.</summary>
internal sealed class GangPart
{
    public int Node { get; set; }

    /// <summary>GPUs, or instances of a job without GPUs, on the node.</summary>
    public int Workers { get; set; }

    /// <summary>The GPUs by number; empty where GPUs have no identity.</summary>
    public List<int> Gpus { get; } = [];

    /// <summary>The NICs that they send over, with a GPU behind each, or -1 where GPUs have no identity.</summary>
    public List<(int Nic, int Gpu)> Nics { get; } = [];

    public void Clear(int node)
    {
        (Node, Workers) = (node, 0);
        Gpus.Clear();
        Nics.Clear();
    }
}
