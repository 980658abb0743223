namespace ClusterSim.Workloads;

/// <summary>
/// Who submits generated jobs, and what they run. Popularity follows Zipf's law: rank k has weight 1 / k^exponent.
/// </summary>
public sealed record UserOptions
{
    /// <summary>Number of users.</summary>
    /// <value>1 to 100,000; default 40.</value>
    public int Users { get; init; } = 40;

    /// <summary>Exponent of the users' activity.</summary>
    /// <value>0 (all alike) to 5; default 1.</value>
    public double UserExponent { get; init; } = 1;

    /// <summary>Number of applications. Each user has an own order of preference among them.</summary>
    /// <value>1 to 100,000; default 60.</value>
    public int Applications { get; init; } = 60;

    /// <summary>Exponent of the popularity of applications with one user.</summary>
    /// <value>0 (all alike) to 5; default 1.2.</value>
    public double ApplicationExponent { get; init; } = 1.2;
}
