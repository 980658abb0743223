namespace ClusterSim.Scheduling.Peers;

/// <summary>In which order the PAI simulator looks at the nodes; equal nodes go in the order of the platform.</summary>
internal enum PaiNodeOrder
{
    /// <summary>The order of the platform.</summary>
    ById,

    /// <summary>Fewest free GPUs first.</summary>
    SmallIdle,

    /// <summary>Most free GPUs first.</summary>
    LargeIdle,

    /// <summary>Least busy first, by the mean of held GPUs and held CPUs in whole percent.</summary>
    Balance,
}
