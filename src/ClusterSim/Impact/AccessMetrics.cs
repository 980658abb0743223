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

    /// <summary>Share of wait over share of demand; 1 when small users wait in proportion to what they ask.</summary>
    public double? SmallUsersWaitRatio =>
        SmallUsersShareOfDemand > 0 ? SmallUsersShareOfWait / SmallUsersShareOfDemand : null;
}
