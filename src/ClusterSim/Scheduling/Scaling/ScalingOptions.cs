namespace ClusterSim.Scheduling.Scaling;

/// <summary>How far jobs are scaled, and when their schedules are made anew.</summary>
internal sealed record ScalingOptions
{
    /// <summary>Most replicas of a job that does not ask for more.</summary>
    public int MostReplicas { get; init; } = 8;

    /// <summary>
    /// How far the signal, as a share of its forecast, and the progress, as a share of the work, may be off.
    /// </summary>
    public double Tolerance { get; init; } = 0.05;
}
