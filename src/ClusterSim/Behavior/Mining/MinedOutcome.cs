namespace ClusterSim.Behavior.Mining;

/// <summary>What can become of a job that episodes are sought before; known from events alone.</summary>
public enum MinedOutcome
{
    /// <summary>It fails by itself.</summary>
    Failure,

    /// <summary>It is killed at its walltime.</summary>
    TimeLimit,

    /// <summary>A node failure stops it.</summary>
    Eviction,

    /// <summary>
    /// After it was active, its utilization falls below 3 % and stays there for 30 minutes or more until it ends (the
    /// time that gpu-pruner waits, too). The outcome happens at the fall.
    /// </summary>
    IdleTail,

    /// <summary>
    /// Its mean utilization stays below 25 % over 30 minutes or more (the limits that Princeton's job defense shield
    /// has in its example). The outcome happens at its end.
    /// </summary>
    LowUtilization,
}
