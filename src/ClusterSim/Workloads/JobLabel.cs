namespace ClusterSim.Workloads;

/// <summary>What is special about one generated job.</summary>
/// <param name="JobId">Identifier of the job.</param>
/// <param name="Behaviors">One or more behaviours.</param>
public readonly record struct JobLabel(string JobId, LabelledBehaviors Behaviors)
{
    private const LabelledBehaviors Wasteful =
        LabelledBehaviors.LowUtilization | LabelledBehaviors.IdleTail | LabelledBehaviors.RetryLoop
        | LabelledBehaviors.UnusedGpus;

    /// <summary>Whether any of the behaviours wastes GPUs; the others only look like it.</summary>
    public bool IsWasteful => (Behaviors & Wasteful) != 0;
}
