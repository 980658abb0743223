using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Events;

namespace ClusterSim.Workloads;

/// <summary>What must hold for every job of a workload, whoever made it.</summary>
internal static class WorkloadRules
{
    public static void Check(ReadOnlySpan<Job> jobs)
    {
        HashSet<string> ids = new(jobs.Length, StringComparer.Ordinal);
        foreach (Job job in jobs)
        {
            if (!ids.Add(job.Id))
            {
                throw new WorkloadException($"job '{job.Id}': this id occurs twice; ids must be unique.");
            }

            if (Problem(job) is { } problem)
            {
                throw new WorkloadException(string.Create(CultureInfo.InvariantCulture, $"job '{job.Id}': {problem}."));
            }
        }
    }

    private static string? Problem(Job job)
    {
        ResourceVector each = job.Request.PerInstance;
        return job switch
        {
            { SubmitTime.Ticks: < 0 } => $"submit time {job.SubmitTime} lies before the epoch",
            { Request.Instances: < 1 } => $"found {job.Request.Instances} instances, expected at least 1",
            { Profile.RunTime.Ticks: < 0 } => $"run time {job.Profile.RunTime} is negative",
            { Request.Walltime.Ticks: < 0 } => $"walltime {job.Request.Walltime} is negative",
            { Request.MaxInstancesPerNode: < 1 } =>
                $"found at most {job.Request.MaxInstancesPerNode} instances per node, expected at least 1",
            _ when each.CpuMilli < 0 || each.MemoryMiB < 0 || each.DiskMiB < 0 || each.Gpus < 0 =>
                "a resource request is negative",
            _ when each.RdmaPercent is < 0 or > 100 => $"RDMA share {each.RdmaPercent} % is outside 0 to 100",
            _ when each.Gpus > 0 && each.GpuMilli is < 1 or > 1000 =>
                $"GPU share {each.GpuMilli}/1000 is outside 1 to 1000",
            _ when job.Profile.ActiveGpus is { } active && (active < 0 || active > job.Request.TotalGpus) =>
                $"found {active} active GPUs, expected 0 to {job.Request.TotalGpus}",
            _ when each.Gpus > 1 && each.GpuMilli != 1000 =>
                $"asks {each.GpuMilli}/1000 of each of {each.Gpus} GPUs; shares need exactly one GPU",
            { Request.Steps: { } work } when work.Steps < 0 || !IsSpeed(work.PerSecond, mayBeZero: false) =>
                $"found {work.Steps} steps at {work.PerSecond} a second, expected 0 or more, and more than 0 a second",
            _ => PhaseProblem(job.Profile)
                ?? MetricProblem(job.Profile.Metrics.AsSpan())
                ?? SpeedProblem(job.Request.GpuSpeeds, "asked", mayBeZero: true)
                ?? SpeedProblem(job.Profile.GpuSpeeds, "true", mayBeZero: false),
        };
    }

    private static string? PhaseProblem(JobProfile profile)
    {
        for (int i = 0; i < profile.Phases.Length; i++)
        {
            UtilizationPhase phase = profile.Phases[i];
            if (phase.UtilizationPermille is < 0 or > 1000)
            {
                return $"phase {i} has utilization {phase.UtilizationPermille}/1000, expected 0 to 1000";
            }

            if (i == 0 ? phase.Start != TimeSpan.Zero : phase.Start <= profile.Phases[i - 1].Start)
            {
                return $"phase {i} starts at {phase.Start}, expected zero for the first and ascending starts after it";
            }
        }

        if (profile.Communication is { } sends && !IsSound(sends))
        {
            return "the communication profile is not one: expected a computation above 0 s, 0 or more bytes and "
                + "messages, an overlap of 1 or more";
        }

        return profile.NetworkSensitivity is >= 0 and <= 1 ? null : "network sensitivity is outside 0 to 1";
    }

    private static string? SpeedProblem(ImmutableArray<GpuSpeed> speeds, string kind, bool mayBeZero)
    {
        for (int i = 0; i < speeds.Length; i++)
        {
            GpuSpeed entry = speeds[i];
            if (!IsSpeed(entry.Speed, mayBeZero) || (entry.SpreadSpeed is { } spread && !IsSpeed(spread, mayBeZero)))
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"the {kind} speed on '{entry.GpuModel}' is {entry.Speed} and {entry.SpreadSpeed ?? entry.Speed} ")
                    + $"over several nodes, expected finite numbers {(mayBeZero ? "of 0 or more" : "above 0")}";
            }

            if (speeds[..i].Any(earlier => earlier.GpuModel == entry.GpuModel))
            {
                return $"the {kind} speed on '{entry.GpuModel}' is given twice";
            }
        }

        return null;
    }

    private static bool IsSound(CommunicationProfile profile) =>
        profile is { ComputeSeconds: > 0, Bytes: >= 0, Overlap: >= 1, Messages: >= 0 }
        && double.IsFinite(profile.ComputeSeconds + profile.Bytes + profile.Overlap + profile.Messages);

    private static bool IsSpeed(double speed, bool mayBeZero) =>
        double.IsFinite(speed) && (speed > 0 || (mayBeZero && speed == 0));

    private static string? MetricProblem(ReadOnlySpan<MetricLevel> levels)
    {
        int met = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            MetricLevel level = levels[i];
            if (!Enum.IsDefined(level.Metric))
            {
                return $"metric level {i} has the metric {(int)level.Metric}, which is not known";
            }

            if (!(level.Value >= 0) || !double.IsFinite(level.Value))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"metric level {i} has the value {level.Value}, expected a number of 0 or more");
            }

            if (level.Start < (i == 0 ? TimeSpan.Zero : levels[i - 1].Start))
            {
                return $"metric level {i} starts at {level.Start}, expected ascending starts from zero on";
            }

            met = i > 0 && level.Start == levels[i - 1].Start ? met : 0;
            if ((met & (1 << (int)level.Metric)) != 0)
            {
                return $"metric level {i} is the second of {MetricNames.Of(level.Metric)} at {level.Start}";
            }

            met |= 1 << (int)level.Metric;
        }

        return null;
    }
}
