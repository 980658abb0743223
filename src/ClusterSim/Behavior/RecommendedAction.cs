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

    /// <summary>Move the job to fewer nodes.</summary>
    Pack,

    /// <summary>Move the job off a node that is bad for it.</summary>
    Migrate,

    /// <summary>Change the priority: raise that of a job that waits, lower that of one that runs.</summary>
    Reprioritise,

    /// <summary>Stop the job after a checkpoint and let others pass.</summary>
    CheckpointRequeue,

    /// <summary>Limit the power of the job's GPUs.</summary>
    CapPower,

    /// <summary>Hold a waiting job to a later time.</summary>
    Defer,

    /// <summary>Hold the waiting jobs of the user while he holds more than his share and others wait.</summary>
    HoldUser,

    /// <summary>Start waiting jobs of the same user and application on smaller GPUs.</summary>
    SmallerGpu,
}
