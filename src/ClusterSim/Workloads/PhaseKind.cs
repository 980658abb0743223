namespace ClusterSim.Workloads;

/// <summary>What a job does during a stretch of its life.</summary>
public enum PhaseKind
{
    /// <summary>Useful computation.</summary>
    Compute,

    /// <summary>Compilation or graph building; low GPU utilization is normal.</summary>
    Compilation,

    /// <summary>Loading or staging data; low GPU utilization is normal.</summary>
    DataLoading,

    /// <summary>Writing a checkpoint; low GPU utilization is normal.</summary>
    Checkpointing,

    /// <summary>Evaluation of a model between training steps.</summary>
    Evaluation,

    /// <summary>Nothing: the job holds its GPUs without using them.</summary>
    Idle,
}
