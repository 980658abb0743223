namespace ClusterSim.Workloads;

/// <summary>Where the run time estimates come from that policies see.</summary>
public enum EstimateSource
{
    /// <summary>The users' walltimes, as in the trace.</summary>
    User,

    /// <summary>The true run times: what an oracle would say.</summary>
    Exact,
}
