namespace ClusterSim.Scheduling;

/// <summary>Where a job is in its life.</summary>
public enum JobStatus
{
    /// <summary>Not submitted yet.</summary>
    Unsubmitted,

    /// <summary>Waiting in the queue.</summary>
    Pending,

    /// <summary>Holding resources.</summary>
    Running,

    /// <summary>Ended, successfully.</summary>
    Completed,

    /// <summary>Ended by failing.</summary>
    Failed,

    /// <summary>Ended by its user.</summary>
    Cancelled,

    /// <summary>Killed at its walltime.</summary>
    TimedOut,

    /// <summary>Ended by the scheduler after its useful work was done.</summary>
    Reclaimed,

    /// <summary>Turned away; never runs.</summary>
    Rejected,
}
