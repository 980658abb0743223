using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Inspection;

/// <summary>What a trace says about a job, with what it does not say kept apart from zero.</summary>
internal static class JobFigures
{
    private const double Milli = 1000;

    /// <summary>
    /// Run time in seconds, where it is known whole: neither cut off by the trace's begin or end nor made up for a job
    /// that never started.
    /// </summary>
    public static double? RunTimeSeconds(Job job)
    {
        bool whole = !job.Profile.Censored
            && job.Recorded is null or { Submitted: true, Start: not null, End: not null };
        return whole ? job.Profile.RunTime.TotalSeconds : null;
    }

    /// <summary>Recorded queueing delay in seconds, where submission and start lie inside the trace.</summary>
    public static double? DelaySeconds(Job job) =>
        job.Recorded is { Submitted: true, Start: { } start } ? (start - job.SubmitTime).TotalSeconds : null;

    /// <summary>When the job begins to use resources: recorded, or else at its submission.</summary>
    public static SimTime Start(Job job) => job.Recorded?.Start ?? job.SubmitTime;

    public static SimTime End(Job job) => Start(job) + job.Profile.RunTime;

    public static double Gpus(Job job) => job.Request.TotalGpuMilli / Milli;

    public static double Cores(Job job) => job.Request.TotalCpuMilli / Milli;
}
