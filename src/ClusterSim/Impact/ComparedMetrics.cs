namespace ClusterSim.Impact;

/// <summary>Which metrics are compared.</summary>
internal static class ComparedMetrics
{
    /// <summary>Metrics that are no sum or mean over jobs: a single run has one value.</summary>
    public static readonly string[] OfWholeRun =
    [
        "jobs_ended", "restarts", "makespan_seconds", "throughput_jobs_per_hour", "gpu_allocation_ratio",
        "gpu_utilization", "cpu_allocation_ratio", "goodput", "ettr", "availability",
        "energy_kwh", "carbon_operational_kg", "energy_cost",
    ];

    /// <summary>Metrics that are compared over seeds.</summary>
    public static readonly string[] OfSeeds =
    [
        .. Quantity("total_wait"), .. Quantity("queueing_delay"), .. Quantity("jct"), "mean_run_time_seconds",
        "mean_bounded_slowdown", "p50_bounded_slowdown", "p95_bounded_slowdown", "p99_bounded_slowdown",
        "share_waiting_over_one_hour", "held_gpu_utilization", "wasted_gpu_hours", "wasted_failed_gpu_hours",
        "wasted_overhead_gpu_hours", "wasted_lost_gpu_hours", "wasted_idle_gpu_hours", "cost", "cost_per_job",
        "jain_of_user_slowdown", "gini_of_user_slowdown", "small_users_share_of_wait", "small_users_wait_ratio",
        "mean_finish_time_fairness", "p99_finish_time_fairness", "share_finishing_later_than_alone",
        "max_dominant_share", "jain_of_dominant_share", .. OfWholeRun,
    ];

    /// <summary>Metrics that the table for people shows.</summary>
    public static readonly string[] Main =
    [
        "jobs_ended", "mean_total_wait_seconds", "p50_total_wait_seconds", "p99_total_wait_seconds",
        "mean_queueing_delay_seconds", "mean_jct_seconds", "p99_jct_seconds", "mean_bounded_slowdown",
        "p99_bounded_slowdown", "share_waiting_over_one_hour",
        "makespan_seconds", "gpu_allocation_ratio", "gpu_utilization", "cpu_allocation_ratio", "wasted_gpu_hours",
        "energy_kwh", "carbon_operational_kg", "energy_cost", "cost_per_job", "jain_of_user_slowdown",
    ];

    /// <summary>
    /// Whether a metric tells anything that another does not: the queueing delay only where jobs waited again after
    /// their first start.
    /// </summary>
    public static bool Tells(Comparison comparison, string metric)
    {
        string wait = metric.Replace("queueing_delay", "total_wait", StringComparison.Ordinal);
        return wait == metric || comparison.Arms.Any(arm =>
            arm.Find(metric) is { } delay
            && (delay.Baseline != arm.Find(wait)?.Baseline || delay.Value != arm.Find(wait)?.Value));
    }

    private static IEnumerable<string> Quantity(string name) =>
        [$"mean_{name}_seconds", $"p50_{name}_seconds", $"p95_{name}_seconds", $"p99_{name}_seconds"];
}
