namespace ClusterSim.Scheduling.Peers;

/// <summary>Options of the policies of RAPS.</summary>
internal sealed record RapsOptions
{
    /// <summary>What the queue is sorted by.</summary>
    public required RapsJobOrder JobOrder { get; init; }

    /// <summary>What happens when the head does not fit.</summary>
    /// <value>Default <see cref="RapsBackfill.None"/>.</value>
    public RapsBackfill Backfill { get; init; }
}
