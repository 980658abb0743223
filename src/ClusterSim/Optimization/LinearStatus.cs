namespace ClusterSim.Optimization;

/// <summary>What a solver found out about a linear program.</summary>
public enum LinearStatus
{
    /// <summary>A best point was found.</summary>
    Optimal,

    /// <summary>No point satisfies all constraints.</summary>
    Infeasible,

    /// <summary>The objective can grow without end.</summary>
    Unbounded,
}
