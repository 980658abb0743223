namespace ClusterSim.Scheduling.Elastic;

/// <summary>GPUs of a job on one of its nodes.</summary>
internal readonly record struct NodeShare(int Node, int Gpus)
{
    /// <summary>GPUs of several shares together.</summary>
    public static int Sum(ReadOnlySpan<NodeShare> shares)
    {
        int sum = 0;
        foreach (NodeShare share in shares)
        {
            sum += share.Gpus;
        }

        return sum;
    }
}
