using ClusterSim.Engine;

namespace ClusterSim.Impact;

/// <summary>What is measured of one job: the formulas behind the columns of <c>jobs.csv</c>.</summary>
public static class JobMeasures
{
    /// <summary>Whether the job started and left for good.</summary>
    public static bool Ended(in JobResult job) => !job.StartTime.IsNever && !job.EndTime.IsNever;

    /// <summary>Job completion time over run time.</summary>
    /// <returns>1 or more; <c>null</c> when the job has not ended or ran for no time.</returns>
    public static double? Slowdown(in JobResult job) =>
        Ended(job) && job.RunTime > TimeSpan.Zero ? Math.Max(1, (job.EndTime - job.SubmitTime) / job.RunTime) : null;

    /// <summary>Bounded slowdown max(1, jct / max(run time, tau)) (Feitelson and Rudolph, JSSPP 1998).</summary>
    /// <param name="job">The job.</param>
    /// <param name="tauSeconds">Run times below this count as this long; positive.</param>
    /// <returns>1 or more; <c>null</c> when the job has not ended.</returns>
    public static double? BoundedSlowdown(in JobResult job, double tauSeconds = 10) =>
        Ended(job) ? BoundedSlowdown(job.EndTime - job.SubmitTime, job.RunTime, tauSeconds) : null;

    internal static double BoundedSlowdown(TimeSpan jct, TimeSpan runTime, double tauSeconds) =>
        Math.Max(1, jct.TotalSeconds / Math.Max(runTime.TotalSeconds, tauSeconds));

    /// <summary>
    /// Whether the job waited longer than <paramref name="limit"/>, all its stays in the queue together.
    /// </summary>
    /// <returns><c>null</c> when that is not known: it was rejected, or the run stopped before it had ended or waited
    /// so long.</returns>
    internal static bool? WaitedOver(in JobResult job, TimeSpan limit) => job switch
    {
        { Status: Scheduling.JobStatus.Rejected } => null,
        _ when job.TotalWaitTime > limit => true,
        _ => Ended(job) ? false : null,
    };
}
