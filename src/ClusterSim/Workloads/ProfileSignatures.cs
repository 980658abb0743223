using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Events;

namespace ClusterSim.Workloads;

/// <summary>What jobs do to their GPUs, out of what the trace recorded of them over time.</summary>
public static class ProfileSignatures
{
    private const double MiBPerGigabyte = 1e9 / (1024 * 1024), PermillePerPercent = 10;

    /// <summary>
    /// Gives each job that uses GPUs, has utilization phases and no signature the mean utilization of its phases and
    /// the greatest GPU memory of its levels: what a profiler would have measured of a whole run. Schedulers know it in
    /// advance, which a scheduler of a real cluster does for jobs that ran before.
    /// </summary>
    /// <param name="workload">The workload.</param>
    public static Workload WithProfileSignatures(this Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        int filled = 0;
        Job[] jobs = [.. workload.Jobs.Select(job => Filled(job, ref filled))];
        string mapping = string.Create(
            CultureInfo.InvariantCulture,
            $"GPU utilization and memory: {filled} of {jobs.Length} jobs were given the means of their own whole run");
        return new Workload(jobs, workload.Source.Mapped(mapping));
    }

    private static Job Filled(Job job, ref int filled)
    {
        JobProfile profile = job.Profile;
        if (profile.Signature is not null || profile.Phases.IsEmpty || job.Request.TotalGpus == 0)
        {
            return job;
        }

        filled++;
        JobSignature signature = new()
        {
            Name = "profile",
            GpuUtilization = MeanPermille(profile) / PermillePerPercent,
            GpuMemoryMiB = profile.Metrics.Where(level => level.Metric == Metric.GpuMemory)
                .Select(level => level.Value * MiBPerGigabyte).DefaultIfEmpty(0).Max(),
        };
        return job with
        {
            Profile = profile with { Signature = signature },
            Request = job.Request with { Signature = job.Request.Signature ?? signature },
        };
    }

    private static double MeanPermille(JobProfile profile)
    {
        ImmutableArray<UtilizationPhase> phases = profile.Phases;
        double sum = 0;
        for (int i = 0; i < phases.Length; i++)
        {
            TimeSpan end = i + 1 < phases.Length ? phases[i + 1].Start : profile.RunTime;
            sum += phases[i].UtilizationPermille * Math.Max(0, (end - phases[i].Start).TotalSeconds);
        }

        return profile.RunTime > TimeSpan.Zero ? Math.Min(1000, sum / profile.RunTime.TotalSeconds) : 0;
    }
}
