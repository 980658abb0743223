namespace ClusterSim.Scheduling.Peers;

/// <summary>A scoring function of RLScheduler; the job with the least score goes first.</summary>
internal enum RlSchedulerScore
{
    /// <summary>Submit time.</summary>
    Fcfs,

    /// <summary>Requested time.</summary>
    Sjf,

    /// <summary>Processors.</summary>
    Smallest,

    /// <summary>F1 of Carastan-Santos and de Camargo (SC 2017).</summary>
    F1,

    /// <summary>What the code calls WFP3.</summary>
    Wfp,

    /// <summary>What the code calls UNICEP.</summary>
    Uni,
}
