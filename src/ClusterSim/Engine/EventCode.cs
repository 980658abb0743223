namespace ClusterSim.Engine;

/// <summary>What the engine schedules for itself.</summary>
internal enum EventCode
{
    /// <summary>The job reaches the end of its work.</summary>
    WorkDone,

    /// <summary>The job reaches its walltime and is killed.</summary>
    WalltimeReached,

    /// <summary>The job enters its next utilization phase.</summary>
    PhaseBegins,

    /// <summary>A random failure of the node.</summary>
    NodeFails,

    /// <summary>The repair after a random failure.</summary>
    NodeRepaired,

    /// <summary>A change of the given list; the subject is its index.</summary>
    NodeChange,

    /// <summary>A policy asked for a pass.</summary>
    WakeUp,

    /// <summary>The job reaches a level of a metric, or a periodic checkpoint.</summary>
    MilestoneReached,

    /// <summary>The running jobs are to be sampled.</summary>
    SamplesDue,

    /// <summary>The job reaches a progress at which its rate changes.</summary>
    RateChanges,

    /// <summary>The running training jobs look at their own steps.</summary>
    TuningDue,

    /// <summary>The job has started up or restored its state and goes on with its work.</summary>
    OverheadEnds,

    /// <summary>A change of the list of changes of links; the subject is its index.</summary>
    LinkChange,

    /// <summary>A random failure of a GPU; the subject numbers all GPUs through.</summary>
    GpuFails,

    /// <summary>The repair after it.</summary>
    GpuRepaired,

    /// <summary>A random failure of a ToR switch or rack.</summary>
    DomainFails,

    /// <summary>The repair after it.</summary>
    DomainRepaired,

    /// <summary>A random failure of a link.</summary>
    LinkFails,

    /// <summary>The repair after it.</summary>
    LinkRepaired,

    /// <summary>The owner of a spot unit gives notice.</summary>
    SpotNoticed,

    /// <summary>The owner of a spot unit takes it.</summary>
    SpotReclaimed,

    /// <summary>The owner of a spot unit returns it.</summary>
    SpotReturned,

    /// <summary>A listed outage begins; the subject is its index.</summary>
    OutageBegins,

    /// <summary>A listed outage ends; the subject is its index.</summary>
    OutageEnds,

    /// <summary>The back-off of a failed job is over.</summary>
    RetryDue,

    /// <summary>The node has fallen asleep or woken up.</summary>
    NodeArrives,
}
