namespace ClusterSim.Impact;

/// <summary>What a bootstrap draws as one unit, because what lies within it depends on each other.</summary>
public enum ResamplingUnit
{
    /// <summary>
    /// Runs of jobs submitted one after the other: they meet the same queue. The length comes from the data (Politis
    /// and White, 2004).
    /// </summary>
    TimeBlocks,

    /// <summary>All jobs of a user; jobs without a named user stand each by itself.</summary>
    Users,
}
