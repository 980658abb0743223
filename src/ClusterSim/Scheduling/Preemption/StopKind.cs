namespace ClusterSim.Scheduling.Preemption;

/// <summary>How a job that gives way is stopped.</summary>
public enum StopKind
{
    /// <summary>After a checkpoint: it keeps its progress.</summary>
    Checkpoint,

    /// <summary>At once: it loses its progress since its last checkpoint.</summary>
    Kill,
}
