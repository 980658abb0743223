namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>When nodes sleep under <see cref="IdleTimeRule"/>.</summary>
internal sealed record IdleShutdownOptions
{
    /// <summary>How long a node is idle before it sleeps; <c>null</c> for the break-even time of the node.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>Idle nodes that stay awake.</summary>
    public int WarmNodes { get; init; }

    /// <summary>How often a node may fall asleep within a day of simulated time; <c>null</c> for any number.</summary>
    public int? CyclesPerDay { get; init; }
}
