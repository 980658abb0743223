namespace ClusterSim.Scheduling.Preemption;

/// <summary>Whether running jobs give way.</summary>
public enum PreemptionKind
{
    /// <summary>Running jobs run to their end.</summary>
    None,

    /// <summary>A running job gives way to jobs whose key in the order is smaller than its own.</summary>
    Priority,
}
