namespace ClusterSim.Scheduling.Peers.Gavel;

/// <summary>The allocations of Gavel's simulator that need no solver.</summary>
internal enum GavelRule
{
    /// <summary>In order of arrival; a job keeps its GPU type.</summary>
    Fifo,

    /// <summary>In order of arrival, each on the fastest free type; all are assigned anew every time.</summary>
    FifoPerf,

    /// <summary>Every job gets an equal share of every type.</summary>
    Isolated,
}
