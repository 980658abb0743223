using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>
/// What the simulator that comes with Alibaba's PAI trace (Weng et al., NSDI 2022) makes of a list of jobs before it
/// schedules them. Neither method changes its input; each leaves a line in
/// <see cref="WorkloadSource.Transformations"/>.
/// </summary>
public static class PaiWorkloads
{
    private const int MilliPerPercent = 10;

    /// <summary>
    /// Submits so many jobs at once at the beginning of each minute, in their order, whenever they were submitted. What
    /// was recorded on the original cluster no longer applies and is dropped.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="jobsPerMinute">Jobs in each batch; 1 or more. The peer calls it <c>arrival_rate</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no job in a batch.</exception>
    public static Workload ArriveInBatches(this Workload workload, int jobsPerMinute)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobsPerMinute, 1);
        IEnumerable<Job> jobs = workload.Jobs.Select((job, rank) => job with
        {
            SubmitTime = SimTime.Zero + TimeSpan.FromMinutes(rank / jobsPerMinute),
            Recorded = null,
        });
        return Noted(workload, jobs, FormattableString.Invariant($"{jobsPerMinute} submissions each minute"));
    }

    /// <summary>
    /// Reads requests as the simulator does: in whole percent of a GPU and of a core, rounded half to even, and no more
    /// for an instance than the cluster has; submit times are rounded to seconds, run times cut to seconds, at least
    /// one.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="clusterGpus">GPUs of the cluster.</param>
    /// <param name="clusterCpuMilli">CPU of the cluster in 1/1000 core.</param>
    public static Workload AsPaiSimulatorReads(this Workload workload, int clusterGpus, long clusterCpuMilli)
    {
        ArgumentNullException.ThrowIfNull(workload);
        IEnumerable<Job> jobs = workload.Jobs.Select(job => job with
        {
            SubmitTime = SimTime.FromSeconds(Math.Round(job.SubmitTime.Seconds, MidpointRounding.ToEven)),
            Request = job.Request with { PerInstance = Read(job.Request.PerInstance, clusterGpus, clusterCpuMilli) },
            Profile = job.Profile with { RunTime = WholeSeconds(job.Profile.RunTime) },
        });
        return Noted(workload, jobs, "requests in percent, at most the cluster, whole seconds, as the PAI simulator");
    }

    private static ResourceVector Read(ResourceVector each, int clusterGpus, long clusterCpuMilli)
    {
        long gpuMilli = Math.Min(Rounded(each.TotalGpuMilli), clusterGpus * 1000L);
        int gpus = (int)((gpuMilli + 999) / 1000);
        return each with
        {
            Gpus = gpus,
            GpuMilli = gpus == 1 ? (int)gpuMilli : 1000,
            CpuMilli = (int)Math.Min(Rounded(each.CpuMilli), clusterCpuMilli),
        };
    }

    // In doubles, as the peer does it, so that the same halves are rounded down.
    private static long Rounded(int milli) =>
        (long)Math.Round(100 * (milli / 1000.0), MidpointRounding.ToEven) * MilliPerPercent;

    private static TimeSpan WholeSeconds(TimeSpan runTime) =>
        TimeSpan.FromSeconds(Math.Max(runTime.Ticks / TimeSpan.TicksPerSecond, 1));

    private static Workload Noted(Workload workload, IEnumerable<Job> jobs, string note) =>
        new(jobs, workload.Source with { Transformations = workload.Source.Transformations.Add(note) });
}
