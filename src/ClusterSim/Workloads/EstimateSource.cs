namespace ClusterSim.Workloads;

/// <summary>Where the run times that a scheduler may count on come from.</summary>
public enum EstimateSource
{
    /// <summary>The walltimes of the users, as in the trace; jobs without one keep none.</summary>
    User,

    /// <summary>The true run times: what an oracle would say, for studies of what estimates are worth.</summary>
    Exact,
}
