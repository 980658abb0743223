namespace ClusterSim.Engine.Failures;

/// <summary>
/// Spot capacity: its owner takes nodes or GPUs back after exponentially distributed times and returns them after
/// others, each unit independently.
/// </summary>
/// <param name="MeanTimeBetweenReclaims">Mean time from the return of a unit to its next reclaim; positive.</param>
/// <param name="MeanTimeToReturn">Mean time for which a unit is away; positive.</param>
public sealed record SpotModel(TimeSpan MeanTimeBetweenReclaims, TimeSpan MeanTimeToReturn)
{
    /// <summary>
    /// Time between the notice and the reclaim. When it suffices for a checkpoint (<see cref="Overheads.Checkpoint"/>),
    /// the jobs keep their progress; else they lose what they did since their last checkpoint. A node under notice
    /// takes no new jobs.
    /// </summary>
    /// <value>Default zero: no notice. Public clouds give 30 s or 2 min.</value>
    public TimeSpan Notice { get; init; }

    /// <summary>Share of the nodes that are spot: so many at the end of the platform, rounded up.</summary>
    /// <value>0 to 1; default 1.</value>
    public double Share { get; init; } = 1;

    /// <summary>Whether single GPUs are reclaimed, and not whole nodes.</summary>
    /// <value>Default <c>false</c>.</value>
    public bool SingleGpus { get; init; }

    /// <summary>Index of the first spot node of a platform.</summary>
    internal int FirstNode(int nodes) => nodes - (int)Math.Ceiling((Share * nodes) - 1e-9);
}
