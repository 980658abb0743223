namespace ClusterSim.Scheduling.Peers;

/// <summary>What RAPS does when the head of its queue does not fit.</summary>
internal enum RapsBackfill
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Sorts the queue by submission and starts what ends early enough.</summary>
    Easy,

    /// <summary>Starts what ends early enough, in the order of the queue.</summary>
    FirstFit,
}
