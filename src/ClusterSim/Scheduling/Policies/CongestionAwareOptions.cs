namespace ClusterSim.Scheduling.Policies;

/// <summary>How <see cref="CongestionAwarePolicy"/> looks for jobs to move.</summary>
public sealed record CongestionAwareOptions
{
    /// <summary>Time between two looks at the links.</summary>
    /// <value>Greater than zero; default 5 minutes: switches are commonly polled at that interval.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time after a start or a move for which a job stays where it is.</summary>
    /// <value>Zero or more; default 30 minutes.</value>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Most jobs that are moved at one look.</summary>
    /// <value>1 or more; default 4.</value>
    public int MovesPerLook { get; init; } = 4;
}
