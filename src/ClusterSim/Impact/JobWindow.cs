using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>
/// Leaves out jobs of the warm-up and the cool-down: shares of the submission period, not of the jobs.
/// </summary>
internal static class JobWindow
{
    public static (int[] Jobs, MetricsWindow Window) Of(Workload workload, MetricsOptions options)
    {
        long span = (workload.LastSubmit - workload.FirstSubmit).Ticks;
        SimTime from = workload.FirstSubmit + new TimeSpan((long)(span * options.WarmUpShare));
        SimTime to = workload.LastSubmit - new TimeSpan((long)(span * options.CoolDownShare));
        int[] jobs =
        [
            .. Enumerable.Range(0, workload.Jobs.Length)
                .Where(job => workload.Jobs[job].SubmitTime >= from && workload.Jobs[job].SubmitTime <= to),
        ];
        return (jobs, new MetricsWindow(
            from.Seconds, to.Seconds, options.WarmUpShare, options.CoolDownShare, workload.Jobs.Length - jobs.Length));
    }
}
