namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// How good a node is for an instance. It depends on the node's state and the demand alone, so that it is computed
/// again only for nodes that changed.
/// </summary>
internal interface INodeScore
{
    /// <summary>Called before the first score of a run.</summary>
    void Begin(FreeResources free);

    /// <summary>The score of a node that hosts an instance; greater is better.</summary>
    long Of(FreeResources free, int node, Demand demand);

    /// <summary>
    /// The GPU for an instance that takes a share of one; -1 for the fullest that has room, the lowest index first.
    /// </summary>
    int GpuFor(FreeResources free, int node, Demand demand) => -1;
}
