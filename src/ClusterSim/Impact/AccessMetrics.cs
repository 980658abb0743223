using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// How evenly the cluster serves its users. <c>null</c> where the workload does not name at least two users.
/// </summary>
public sealed record AccessMetrics
{
    /// <summary>Number of named users with a job in the window.</summary>
    public int Users { get; init; }

    /// <summary>
    /// Jain's index over the users' mean bounded slowdowns, 1/n to 1; users without an ended job take no part.
    /// </summary>
    public double? JainOfUserSlowdown { get; init; }

    /// <summary>Gini coefficient over the users' mean bounded slowdowns, 0 (equal) to below 1.</summary>
    public double? GiniOfUserSlowdown { get; init; }

    /// <summary>
    /// Share of all waiting time that fell on the smaller half of the users by demand; <c>null</c> when nobody waited.
    /// </summary>
    public double? SmallUsersShareOfWait { get; init; }

    /// <summary>
    /// Share of all demand (resource times run time, as the workload asks it) of the smaller half of the users.
    /// </summary>
    public double? SmallUsersShareOfDemand { get; init; }

    /// <summary>
    /// Share of all waiting time that fell on the smallest tenth of the users by demand, rounded up; <c>null</c> when
    /// nobody waited.
    /// </summary>
    public double? SmallestTenthShareOfWait { get; init; }

    /// <summary>
    /// Finish-time fairness rho of the ended jobs, named users or not: completion time over the one alone on 1/N of the
    /// cluster, N the users present on average during the job's stay (Mahajan et al., NSDI 2020).
    /// </summary>
    public Distribution FinishTimeFairness { get; init; } = Distribution.Of([]);

    /// <summary>Share of those jobs with a rho above 1; <c>null</c> when there are none.</summary>
    public double? ShareFinishingLaterThanAlone { get; init; }

    /// <summary>
    /// Greatest dominant share of a user: the larger of the shares of the GPU and of the core capacity that it held on
    /// average (Ghodsi et al., NSDI 2011).
    /// </summary>
    public double? MaxDominantShare { get; init; }

    /// <summary>Jain's index over the users' dominant shares, 1/n to 1.</summary>
    public double? JainOfDominantShare { get; init; }

    /// <summary>Share of wait over share of demand; 1 when small users wait in proportion to what they ask.</summary>
    public double? SmallUsersWaitRatio =>
        SmallUsersShareOfDemand > 0 ? SmallUsersShareOfWait / SmallUsersShareOfDemand : null;
}
