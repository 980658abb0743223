using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Impact.Carbon;
using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// What a run came to. Times are of the jobs in <see cref="Window"/>; ratios of capacity are of the whole run. A number
/// that the run does not determine (nothing ended, no GPUs, no price) is <c>null</c>, never 0. Definitions, formulas
/// and sources: <c>docs/metrics.md</c>.
/// </summary>
public sealed record RunMetrics
{
    /// <summary>Name of the workload.</summary>
    public required string Workload { get; init; }

    /// <summary>Name of the platform.</summary>
    public required string Platform { get; init; }

    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>Tau of the bounded slowdown in seconds.</summary>
    public required double BoundedSlowdownTauSeconds { get; init; }

    /// <summary>Which jobs are counted.</summary>
    public required MetricsWindow Window { get; init; }

    /// <summary>What became of the jobs.</summary>
    public required JobCounts Jobs { get; init; }

    /// <summary>First start less submission, in seconds, of jobs that started.</summary>
    public required Distribution QueueingDelaySeconds { get; init; }

    /// <summary>All stays in the queue together, in seconds, of jobs that ended.</summary>
    public required Distribution TotalWaitSeconds { get; init; }

    /// <summary>Time on the nodes, in seconds, of jobs that ended.</summary>
    public required Distribution RunTimeSeconds { get; init; }

    /// <summary>End less submission, in seconds, of jobs that ended.</summary>
    public required Distribution JctSeconds { get; init; }

    /// <summary>JCT over run time, of jobs that ended and ran for more than no time.</summary>
    public required Distribution Slowdown { get; init; }

    /// <summary>Bounded slowdown of jobs that ended.</summary>
    public required Distribution BoundedSlowdown { get; init; }

    /// <summary>
    /// Share of jobs that waited over an hour, all stays in the queue together, among those of which that is known:
    /// jobs that ended, and others that have waited longer already.
    /// </summary>
    public double? ShareWaitingOverOneHour { get; init; }

    /// <summary>
    /// Last end less first submission of all jobs of the run, in seconds; <c>null</c> when nothing ended.
    /// </summary>
    public double? MakespanSeconds { get; init; }

    /// <summary>Jobs of the whole run that ended, per hour of the observed period.</summary>
    public double? ThroughputJobsPerHour { get; init; }

    /// <summary>GPU time held over GPU capacity in the observed period, 0 to 1; <c>null</c> without GPUs.</summary>
    public double? GpuAllocationRatio { get; init; }

    /// <summary>GPU time busy over GPU capacity in the observed period, 0 to 1; <c>null</c> without GPUs.</summary>
    public double? GpuUtilization { get; init; }

    /// <summary>GPU time busy over GPU time held, 0 to 1; <c>null</c> when no GPU was held.</summary>
    public double? HeldGpuUtilization { get; init; }

    /// <summary>
    /// Core time held over core capacity in the observed period, 0 to 1; <c>null</c> when a node does not model CPU.
    /// </summary>
    public double? CpuAllocationRatio { get; init; }

    /// <summary>
    /// Used part of bandwidth, time-weighted, mean over the links outside the nodes that carried something;
    /// <c>null</c> when no link is modelled.
    /// </summary>
    public double? MeanLinkUtilization { get; init; }

    /// <summary>
    /// Greatest part of its bandwidth that a link outside the nodes did not exceed for 95 % of the time; <c>null</c>
    /// when no link is modelled.
    /// </summary>
    public double? BusiestLinkP95Utilization { get; init; }

    /// <summary>
    /// Greatest share of the time in which a link outside the nodes held jobs back; <c>null</c> when no link is
    /// modelled.
    /// </summary>
    public double? MostContendedLinkShare { get; init; }

    /// <summary>GPU-hours held, whole run.</summary>
    public double HeldGpuHours { get; init; }

    /// <summary>GPU-hours held times utilization, whole run.</summary>
    public double BusyGpuHours { get; init; }

    /// <summary>Core-hours held, whole run.</summary>
    public double HeldCoreHours { get; init; }

    /// <summary>GPU-hours that reclaiming set free, jobs of the window.</summary>
    public double ReclaimedGpuHours { get; init; }

    /// <summary>GPU-hours held for nothing, jobs of the window.</summary>
    public required WastedGpuHours WastedGpuHours { get; init; }

    /// <summary>What failures, waste and repairs leave of the GPUs.</summary>
    public required ReliabilityMetrics Reliability { get; init; }

    /// <summary>How often jobs of the window were stopped and had to start again.</summary>
    public long Restarts { get; init; }

    /// <summary>
    /// Price of everything that jobs of the window held, in the currency of the prices; <c>null</c> when a price is
    /// unknown.
    /// </summary>
    public double? Cost { get; init; }

    /// <summary>
    /// <see cref="Cost"/> over the jobs of the window that started; <c>null</c> when a price is unknown.
    /// </summary>
    public double? CostPerJob { get; init; }

    /// <summary>
    /// <see cref="Cost"/> over the busy GPU hours of the jobs of the window; <c>null</c> when a price is unknown or
    /// nothing was busy.
    /// </summary>
    public double? CostPerBusyGpuHour { get; init; }

    /// <summary>
    /// <see cref="Cost"/> for each GPU-hour that jobs held and did not waste; <c>null</c> without such hours.
    /// </summary>
    public double? CostPerUsefulGpuHour { get; init; }

    /// <summary>
    /// Price of reserved GPUs from the first submission to the end of the run, used or not; <c>null</c> when none are.
    /// </summary>
    public double? ReservedCost { get; init; }

    /// <summary>
    /// GPU-hours held above the reserved GPUs of their model: the integral over time of max(0, held - reserved); jobs
    /// of spot queues do not count. <c>null</c> when none are reserved.
    /// </summary>
    public double? OverflowGpuHours { get; init; }

    /// <summary>
    /// What the whole run costs with reserved GPUs: <see cref="ReservedCost"/>, what was held above them at the price
    /// on demand, spot jobs at theirs, and cores; <c>null</c> when none are reserved or a price is unknown.
    /// </summary>
    public double? Bill { get; init; }

    /// <summary>Price of the energy of the whole cluster; <c>null</c> when it is not accounted for.</summary>
    public double? EnergyCost { get; init; }

    /// <summary>Emissions; <c>null</c> when they are not accounted for.</summary>
    public CarbonMetrics? Carbon { get; init; }

    /// <summary>The energy of the whole run; <c>null</c> when power was not accounted for.</summary>
    public EnergyMetrics? Energy { get; init; }

    /// <summary>How evenly users are served.</summary>
    public required AccessMetrics Access { get; init; }

    /// <summary>
    /// By GPUs asked, or by cores where the platform has no GPUs, in ascending order; empty classes are left out.
    /// </summary>
    public ImmutableArray<ClassMetrics> BySize { get; init; } = [];

    /// <summary>By user, the greatest demand first; the last may be <c>others</c>.</summary>
    public ImmutableArray<ClassMetrics> ByUser { get; init; } = [];

    /// <summary>
    /// By tenth of the named users, ordered by the resource time that they ask, the least first; empty below ten users.
    /// </summary>
    public ImmutableArray<ClassMetrics> ByUserTenth { get; init; } = [];

    /// <summary>By application, the greatest demand first; the last may be <c>others</c>.</summary>
    public ImmutableArray<ClassMetrics> ByApplication { get; init; } = [];

    /// <summary>By role asked, in order of name.</summary>
    public ImmutableArray<ClassMetrics> ByRole { get; init; } = [];

    /// <summary>What a reader must know to read the numbers, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Computes the metrics of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">Warm-up, prices and the like; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static RunMetrics Of(RunResult run, MetricsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunMetricsBuilder(run, (options ?? new MetricsOptions()).Checked()).Build();
    }
}
