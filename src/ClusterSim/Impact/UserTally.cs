namespace ClusterSim.Impact;

/// <summary>What the jobs of one user come to; sums, so that users can be resampled as they are.</summary>
internal sealed class UserTally
{
    /// <summary>Resource time asked, whatever the policy.</summary>
    public double Demand { get; set; }

    /// <summary>Seconds in the queue of all jobs that were not rejected.</summary>
    public double Wait { get; set; }

    /// <summary>Sum of bounded slowdowns of <see cref="Ended"/> jobs.</summary>
    public double Slowdown { get; set; }

    /// <summary>Jobs that ended.</summary>
    public int Ended { get; set; }

    /// <summary>Jobs of which it is known whether they waited over an hour.</summary>
    public int KnownWaits { get; set; }

    /// <summary>Those that did.</summary>
    public int LongWaits { get; set; }

    /// <summary>Sum of the finish-time fairness of <see cref="Rated"/> jobs.</summary>
    public double Rho { get; set; }

    /// <summary>Jobs with a finish-time fairness.</summary>
    public int Rated { get; set; }

    /// <summary>Those for which it is above 1.</summary>
    public int Slowed { get; set; }

    /// <summary>Greatest share of a resource that the user held on average.</summary>
    public double DominantShare { get; set; }

    /// <summary>Jobs, of any fate.</summary>
    public List<int> Jobs { get; } = [];

    /// <summary>Users of equal demand stay in the order of their names.</summary>
    public static UserTally[] ByDemand(IEnumerable<UserTally> users) => [.. users.OrderBy(user => user.Demand)];
}
