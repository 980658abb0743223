namespace ClusterSim.Scheduling.Peers;

/// <summary>What RAPS sorts its queue by; equal jobs go in order of submission.</summary>
internal enum RapsJobOrder
{
    /// <summary>Time of submission.</summary>
    Fcfs,

    /// <summary>Shortest requested time first.</summary>
    Sjf,

    /// <summary>Most processors first: the "longest" of its "longest job first" is a number of nodes.</summary>
    Ljf,
}
