namespace ClusterSim.Engine.Failures;

/// <summary>What takes a node or a GPU away.</summary>
public enum FailureCause
{
    /// <summary>A failure of the node itself, at random.</summary>
    Node,

    /// <summary>A failure of the GPU itself, at random.</summary>
    Gpu,

    /// <summary>A failure of the ToR switch or rack, which takes all its nodes.</summary>
    Domain,

    /// <summary>The owner of spot capacity took it back.</summary>
    Spot,

    /// <summary>A listed outage.</summary>
    Listed,
}
