using ClusterSim.Events;

namespace ClusterSim.Behavior.Detectors;

/// <summary>Which events stop or end a job.</summary>
internal static class JobStops
{
    /// <summary>Whether the job has left the system for good.</summary>
    public static bool Ends(in SimulationEvent happened) => happened.Kind switch
    {
        EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut
            or EventKind.JobRejected => true,
        EventKind.JobReclaimed => happened.Value == 0,
        _ => false,
    };

    /// <summary>Whether the job does not run from here on.</summary>
    public static bool Stops(in SimulationEvent happened) => Ends(happened)
        || happened.Kind is EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobReclaimed;
}
