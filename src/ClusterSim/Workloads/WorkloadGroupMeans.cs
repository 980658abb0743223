using System.Globalization;

namespace ClusterSim.Workloads;

/// <summary>Fills in the estimates of run times that Alibaba's PAI study compares, where a trace has none.</summary>
public static class WorkloadGroupMeans
{
    /// <summary>
    /// Gives each job that lacks them the estimates <c>user_dur</c>, <c>group_dur</c> and <c>group_gpu_dur</c>: the
    /// mean run time of all jobs of its user; of its user and application; of its user, application and GPUs. The
    /// lists of the PAI simulator have the same columns (Weng et al., NSDI 2022). The means are over the whole trace,
    /// so that they know the future, the job itself included: a bound for what estimates can give, not a prediction.
    /// </summary>
    /// <param name="workload">The workload.</param>
    public static Workload WithGroupMeans(this Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        (string Name, Func<JobRequest, string> Group)[] estimates =
        [
            ("user_dur", request => request.User),
            ("group_dur", request => $"{request.User}/{request.Application}"),
            ("group_gpu_dur", request => string.Create(
                CultureInfo.InvariantCulture, $"{request.User}/{request.Application}/{request.TotalGpuMilli}")),
        ];
        var means = estimates.Select(estimate => MeansOf(workload, estimate.Group)).ToArray();
        int filled = 0;
        Job[] jobs =
        [
            .. workload.Jobs.Select(job =>
            {
                JobRequest request = job.Request;
                RunTimeEstimate[] missing =
                [
                    .. estimates.Index().Where(each => request.EstimateNamed(each.Item.Name) is null)
                        .Select(each => new RunTimeEstimate(
                            each.Item.Name, means[each.Index][each.Item.Group(request)])),
                ];
                filled += missing.Length > 0 ? 1 : 0;
                return job with { Request = request with { Estimates = [.. request.Estimates, .. missing] } };
            }),
        ];
        string mapping = FormattableString.Invariant(
            $"estimates by user and group: {filled} of {jobs.Length} jobs were given means over the whole trace, ")
            + "which know the future";
        return new Workload(jobs, workload.Source.Mapped(mapping));
    }

    private static Dictionary<string, TimeSpan> MeansOf(Workload workload, Func<JobRequest, string> group) =>
        workload.Jobs.GroupBy(job => group(job.Request), StringComparer.Ordinal).ToDictionary(
            jobs => jobs.Key, jobs => TimeSpan.FromTicks((long)jobs.Average(job => (double)job.Profile.RunTime.Ticks)),
            StringComparer.Ordinal);
}
