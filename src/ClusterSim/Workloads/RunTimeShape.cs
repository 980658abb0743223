namespace ClusterSim.Workloads;

/// <summary>Family of heavy-tailed distributions that run times are drawn from.</summary>
public enum RunTimeShape
{
    /// <summary>Lognormal: wide in the middle, tail lighter than a power law.</summary>
    LogNormal,

    /// <summary>Pareto between a least and a greatest run time: a power-law tail.</summary>
    BoundedPareto,
}
