using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Every aggregate metric of a run by name. The meaning of each is in <c>docs/metrics.md</c>.</summary>
public static class MetricCatalog
{
    private static readonly ImmutableArray<(Metric Metric, Func<RunMetrics, double?> Value)> Entries =
    [
        .. Counts(), .. Spread("total_wait", "wait", "s", m => m.TotalWaitSeconds),
        .. Spread("queueing_delay", "queueing delay", "s", m => m.QueueingDelaySeconds),
        .. Spread("jct", "JCT", "s", m => m.JctSeconds),
        .. Spread("run_time", "run time", "s", m => m.RunTimeSeconds),
        .. Spread("slowdown", "slowdown", "", m => m.Slowdown),
        .. Spread("bounded_slowdown", "bounded slowdown", "", m => m.BoundedSlowdown),
        .. Cluster(), .. Reliability(), .. Energy(), .. Money(), .. CarbonEntries(), .. Access(),
    ];

    /// <summary>All metrics in the order in which reports show them.</summary>
    public static ImmutableArray<Metric> All { get; } = [.. Entries.Select(entry => entry.Metric)];

    /// <summary>The values of all metrics of a run, in the order of <see cref="All"/>.</summary>
    /// <param name="metrics">The run's metrics.</param>
    public static ImmutableArray<MetricValue> ValuesOf(RunMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return [.. Entries.Select(entry => new MetricValue(entry.Metric, entry.Value(metrics)))];
    }

    /// <summary>The metric called <paramref name="name"/>.</summary>
    internal static Metric Get(string name) => All.First(metric => metric.Name == name);

    /// <summary>The value of the metric called <paramref name="name"/>.</summary>
    internal static double? ValueOf(RunMetrics metrics, string name) =>
        Entries.First(entry => entry.Metric.Name == name).Value(metrics);

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> Counts() =>
    [
        Entry("jobs", "jobs", "", MetricDirection.Neither, m => m.Jobs.Total),
        Entry("jobs_started", "jobs started", "", MetricDirection.More, m => m.Jobs.Started),
        Entry("jobs_ended", "jobs ended", "", MetricDirection.More, m => m.Jobs.Ended),
        Entry("jobs_completed", "jobs completed", "", MetricDirection.More, m => m.Jobs.Completed),
        Entry("jobs_failed", "jobs failed", "", MetricDirection.Less, m => m.Jobs.Failed),
        Entry("jobs_cancelled", "jobs cancelled", "", MetricDirection.Neither, m => m.Jobs.Cancelled),
        Entry("jobs_timed_out", "jobs timed out", "", MetricDirection.Less, m => m.Jobs.TimedOut),
        Entry("jobs_reclaimed", "jobs reclaimed", "", MetricDirection.Neither, m => m.Jobs.Reclaimed),
        Entry("jobs_rejected", "jobs rejected", "", MetricDirection.Less, m => m.Jobs.Rejected),
        Entry("jobs_running", "jobs still running", "", MetricDirection.Neither, m => m.Jobs.Running),
        Entry("jobs_pending", "jobs still pending", "", MetricDirection.Less, m => m.Jobs.Pending),
        Entry("jobs_unsubmitted", "jobs not submitted", "", MetricDirection.Neither, m => m.Jobs.Unsubmitted),
        Entry("jobs_never_started", "jobs never started", "", MetricDirection.Less, m => m.Jobs.NeverStarted),
        Entry("restarts", "restarts", "", MetricDirection.Less, m => m.Restarts),
    ];

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> Spread(
        string name, string label, string unit, Func<RunMetrics, Distribution> of)
    {
        string end = unit == "s" ? "_seconds" : "";
        return
        [
            Entry($"mean_{name}{end}", $"mean {label}", unit, MetricDirection.Less, m => of(m).Mean),
            Entry($"p50_{name}{end}", $"median {label}", unit, MetricDirection.Less, m => of(m).P50),
            Entry($"p95_{name}{end}", $"p95 {label}", unit, MetricDirection.Less, m => of(m).P95),
            Entry($"p99_{name}{end}", $"p99 {label}", unit, MetricDirection.Less, m => of(m).P99),
            Entry($"max_{name}{end}", $"greatest {label}", unit, MetricDirection.Less, m => of(m).Max),
            Entry(
                $"top_percent_share_of_{name}", $"share of all {label} in the top 1 %", "", MetricDirection.Neither,
                m => of(m).TopPercentShareOfSum),
        ];
    }

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> Cluster() =>
    [
        Entry(
            "share_waiting_over_one_hour", "share of jobs waiting over 1 h", "", MetricDirection.Less,
            m => m.ShareWaitingOverOneHour),
        Entry("makespan_seconds", "makespan", "s", MetricDirection.Less, m => m.MakespanSeconds),
        Entry("throughput_jobs_per_hour", "throughput", "jobs/h", MetricDirection.More, m => m.ThroughputJobsPerHour),
        Entry("gpu_allocation_ratio", "GPU allocation ratio", "", MetricDirection.More, m => m.GpuAllocationRatio),
        Entry("gpu_utilization", "GPU utilization", "", MetricDirection.More, m => m.GpuUtilization),
        Entry("held_gpu_utilization", "utilization of held GPUs", "", MetricDirection.More, m => m.HeldGpuUtilization),
        Entry("cpu_allocation_ratio", "CPU allocation ratio", "", MetricDirection.More, m => m.CpuAllocationRatio),
        Entry(
            "mean_link_utilization", "mean link utilization", "", MetricDirection.Neither,
            m => m.MeanLinkUtilization),
        Entry(
            "busiest_link_p95_utilization", "p95 utilization of the busiest link", "", MetricDirection.Less,
            m => m.BusiestLinkP95Utilization),
        Entry(
            "most_contended_link_share", "time in which the most contended link held jobs back", "",
            MetricDirection.Less, m => m.MostContendedLinkShare),
        Entry("held_gpu_hours", "GPU time held", "GPU h", MetricDirection.Neither, m => m.HeldGpuHours),
        Entry("busy_gpu_hours", "GPU time busy", "GPU h", MetricDirection.Neither, m => m.BusyGpuHours),
        Entry("held_core_hours", "core time held", "core h", MetricDirection.Neither, m => m.HeldCoreHours),
        Entry("reclaimed_gpu_hours", "GPU time reclaimed", "GPU h", MetricDirection.More, m => m.ReclaimedGpuHours),
        Entry("wasted_gpu_hours", "GPU time wasted", "GPU h", MetricDirection.Less, m => m.WastedGpuHours.Total),
        Entry(
            "wasted_failed_gpu_hours", "GPU time of failed attempts", "GPU h", MetricDirection.Less,
            m => m.WastedGpuHours.FailedAttempts),
        Entry(
            "wasted_overhead_gpu_hours", "GPU time in overheads", "GPU h", MetricDirection.Less,
            m => m.WastedGpuHours.Overheads),
        Entry(
            "wasted_lost_gpu_hours", "GPU time of lost progress", "GPU h", MetricDirection.Less,
            m => m.WastedGpuHours.LostProgress),
        Entry(
            "wasted_idle_gpu_hours", "GPU time held idle", "GPU h", MetricDirection.Less,
            m => m.WastedGpuHours.IdleTails),
    ];

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> Reliability() =>
    [
        Entry("availability", "availability", "", MetricDirection.More, m => m.Reliability.Availability),
        Entry("goodput", "goodput", "", MetricDirection.More, m => m.Reliability.Goodput),
        Entry("ettr", "effective training time ratio", "", MetricDirection.More, m => m.Reliability.Ettr),
        Entry(
            "ettr_from_submission", "effective training time ratio with queue", "", MetricDirection.More,
            m => m.Reliability.EttrFromSubmission),
        Entry("retries", "retries", "", MetricDirection.Less, m => m.Reliability.Retries),
        Entry("outages", "outages", "", MetricDirection.Neither, m => m.Reliability.Outages),
    ];

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> Energy() =>
    [
        Entry("energy_kwh", "energy", "kWh", MetricDirection.Less, m => m.Energy?.TotalKwh),
        Entry("energy_jobs_kwh", "energy of jobs", "kWh", MetricDirection.Less, m => m.Energy?.JobsKwh),
        Entry("energy_idle_kwh", "energy of what nobody held", "kWh", MetricDirection.Less, m => m.Energy?.IdleKwh),
        Entry("energy_overhead_kwh", "energy of overheads", "kWh", MetricDirection.Less, m => m.Energy?.OverheadKwh),
        Entry(
            "energy_network_kwh", "energy of the network", "kWh", MetricDirection.Less, m => m.Energy?.NetworkKwh),
        Entry(
            "energy_facility_kwh", "energy of the facility", "kWh", MetricDirection.Less, m => m.Energy?.FacilityKwh),
        Entry("mean_power_watts", "mean power", "W", MetricDirection.Less, m => m.Energy?.MeanWatts),
        Entry("peak_power_watts", "greatest power", "W", MetricDirection.Less, m => m.Energy?.PeakWatts),
        Entry(
            "energy_per_useful_gpu_hour_kwh", "energy per useful GPU hour", "kWh", MetricDirection.Less,
            m => m.Energy?.KwhPerUsefulGpuHour),
    ];

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> Money() =>
    [
        Entry("cost", "cost", "", MetricDirection.Less, m => m.Cost),
        Entry("cost_per_job", "cost per job", "", MetricDirection.Less, m => m.CostPerJob),
        Entry(
            "cost_per_busy_gpu_hour", "cost per busy GPU hour", "", MetricDirection.Less, m => m.CostPerBusyGpuHour),
        Entry(
            "cost_per_useful_gpu_hour", "cost per useful GPU hour", "", MetricDirection.Less,
            m => m.CostPerUsefulGpuHour),
        Entry("reserved_cost", "cost of reserved GPUs", "", MetricDirection.Less, m => m.ReservedCost),
        Entry(
            "overflow_gpu_hours", "GPU hours above the reserved ones", "GPU h", MetricDirection.Less,
            m => m.OverflowGpuHours),
        Entry("bill", "bill with reserved GPUs", "", MetricDirection.Less, m => m.Bill),
        Entry("energy_cost", "cost of energy", "", MetricDirection.Less, m => m.EnergyCost),
    ];

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> CarbonEntries() =>
    [
        Entry(
            "carbon_operational_kg", "operational emissions", "kg CO2e", MetricDirection.Less,
            m => m.Carbon?.OperationalKg),
        Entry("carbon_jobs_kg", "emissions of jobs", "kg CO2e", MetricDirection.Less, m => m.Carbon?.JobsKg),
        Entry("carbon_idle_kg", "emissions of idle capacity", "kg CO2e", MetricDirection.Less, m => m.Carbon?.IdleKg),
        Entry(
            "carbon_embodied_kg", "embodied emissions", "kg CO2e", MetricDirection.Less, m => m.Carbon?.EmbodiedKg),
        Entry(
            "carbon_embodied_low_kg", "embodied emissions, low", "kg CO2e", MetricDirection.Less,
            m => m.Carbon?.EmbodiedLowKg),
        Entry(
            "carbon_embodied_high_kg", "embodied emissions, high", "kg CO2e", MetricDirection.Less,
            m => m.Carbon?.EmbodiedHighKg),
        Entry(
            "carbon_embodied_jobs_kg", "embodied emissions of held GPUs", "kg CO2e", MetricDirection.Less,
            m => m.Carbon?.EmbodiedJobsKg),
        Entry(
            "sci_g_per_busy_gpu_hour", "software carbon intensity", "g/GPU h", MetricDirection.Less,
            m => m.Carbon?.SciGramsPerBusyGpuHour),
        Entry(
            "mean_carbon_intensity", "carbon intensity of the energy used", "g/kWh", MetricDirection.Less,
            m => m.Carbon?.MeanIntensity),
    ];

    private static IEnumerable<(Metric, Func<RunMetrics, double?>)> Access() =>
    [
        Entry("users", "users", "", MetricDirection.Neither, m => m.Access.Users),
        Entry(
            "jain_of_user_slowdown", "Jain index of users' slowdowns", "", MetricDirection.More,
            m => m.Access.JainOfUserSlowdown),
        Entry(
            "gini_of_user_slowdown", "Gini coefficient of users' slowdowns", "", MetricDirection.Less,
            m => m.Access.GiniOfUserSlowdown),
        Entry(
            "small_users_share_of_wait", "small users' share of wait", "", MetricDirection.Less,
            m => m.Access.SmallUsersShareOfWait),
        Entry(
            "small_users_share_of_demand", "small users' share of demand", "", MetricDirection.Neither,
            m => m.Access.SmallUsersShareOfDemand),
        Entry(
            "small_users_wait_ratio", "small users' wait over demand", "", MetricDirection.Less,
            m => m.Access.SmallUsersWaitRatio),
        Entry(
            "smallest_tenth_share_of_wait", "smallest tenth's share of wait", "", MetricDirection.Less,
            m => m.Access.SmallestTenthShareOfWait),
        Entry(
            "mean_finish_time_fairness", "mean finish-time fairness", "", MetricDirection.Less,
            m => m.Access.FinishTimeFairness.Mean),
        Entry(
            "p99_finish_time_fairness", "p99 finish-time fairness", "", MetricDirection.Less,
            m => m.Access.FinishTimeFairness.P99),
        Entry(
            "max_finish_time_fairness", "greatest finish-time fairness", "", MetricDirection.Less,
            m => m.Access.FinishTimeFairness.Max),
        Entry(
            "share_finishing_later_than_alone", "share of jobs finishing later than alone", "", MetricDirection.Less,
            m => m.Access.ShareFinishingLaterThanAlone),
        Entry(
            "max_dominant_share", "greatest dominant share of a user", "", MetricDirection.Neither,
            m => m.Access.MaxDominantShare),
        Entry(
            "jain_of_dominant_share", "Jain index of users' dominant shares", "", MetricDirection.More,
            m => m.Access.JainOfDominantShare),
    ];

    private static (Metric, Func<RunMetrics, double?>) Entry(
        string name, string label, string unit, MetricDirection better, Func<RunMetrics, double?> value) =>
        (new Metric(name, label, unit, better), value);
}
