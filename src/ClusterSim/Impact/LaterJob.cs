using ClusterSim.Time;

namespace ClusterSim.Impact;

/// <summary>A job that ended later in one run than in another.</summary>
/// <param name="Job">Index of the job.</param>
/// <param name="BaseEndTime">Its end in the run that it is compared with.</param>
/// <param name="EndTime">Its end; <see cref="SimTime.Never"/> when it was still there at the end of the run.</param>
internal readonly record struct LaterJob(int Job, SimTime BaseEndTime, SimTime EndTime)
{
    /// <summary>By how much it ended later; <c>null</c> when it did not end.</summary>
    public TimeSpan? LaterBy => EndTime.IsNever ? null : EndTime - BaseEndTime;
}
