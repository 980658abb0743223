namespace ClusterSim.Experiments.Explaining;

/// <summary>What was done to a running job.</summary>
public enum InterventionKind
{
    /// <summary>The power or the frequency of its GPUs was limited.</summary>
    Limit,

    /// <summary>It was stopped, moved or resized, whether by the policy or because a node failed.</summary>
    Interruption,
}
