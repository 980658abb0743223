using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Impact;

/// <summary>
/// Leaves out jobs of the warm-up and the cool-down: shares of the submission period, not of the jobs, or lengths of
/// time.
/// </summary>
internal static class JobWindow
{
    public static (int[] Jobs, MetricsWindow Window) Of(Workload workload, MetricsOptions options)
    {
        long span = (workload.LastSubmit - workload.FirstSubmit).Ticks;
        SimTime from = workload.FirstSubmit + Longer(span * options.WarmUpShare, options.WarmUpSeconds);
        SimTime to = workload.LastSubmit - Longer(span * options.CoolDownShare, options.CoolDownSeconds);
        int[] jobs =
        [
            .. Enumerable.Range(0, workload.Jobs.Length)
                .Where(job => workload.Jobs[job].SubmitTime >= from && workload.Jobs[job].SubmitTime <= to),
        ];
        return (jobs, new MetricsWindow(
            from.Seconds, to.Seconds, options.WarmUpShare, options.CoolDownShare, workload.Jobs.Length - jobs.Length));
    }

    private static TimeSpan Longer(double ticks, double seconds) =>
        new((long)Math.Max(ticks, seconds * TimeSpan.TicksPerSecond));
}
