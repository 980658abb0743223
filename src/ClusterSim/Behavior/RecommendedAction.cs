namespace ClusterSim.Behavior;

/// <summary>What a recommendation asks the scheduler to do.</summary>
public enum RecommendedAction
{
    /// <summary>Nothing but to tell somebody.</summary>
    Notify,

    /// <summary>End the job: it holds GPUs but has nothing left to do.</summary>
    Reclaim,

    /// <summary>Take away the GPUs that the job does not use.</summary>
    Shrink,

    /// <summary>Stop the job and let others pass before it starts again.</summary>
    Requeue,
}
