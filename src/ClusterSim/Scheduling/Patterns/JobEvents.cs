using ClusterSim.Events;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>What kinds of events mean for a job.</summary>
internal static class JobEvents
{
    /// <summary>Whether a running job gave up all that it held.</summary>
    public static bool Stops(EventKind kind) => Ends(kind) || kind is
        EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobReclaimed;

    /// <summary>Whether a job ended by itself, at its walltime or by its user.</summary>
    public static bool Ends(EventKind kind) => kind is
        EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut;
}
