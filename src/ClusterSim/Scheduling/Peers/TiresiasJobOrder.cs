namespace ClusterSim.Scheduling.Peers;

/// <summary>What the schedules of the Tiresias simulator that know every duration sort the jobs by.</summary>
internal enum TiresiasJobOrder
{
    /// <summary>GPUs; its <c>sjf</c>.</summary>
    Sjf,

    /// <summary>Remaining time.</summary>
    Shortest,

    /// <summary>Remaining time x GPUs.</summary>
    ShortestGpu,
}
