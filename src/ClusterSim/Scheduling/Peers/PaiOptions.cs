namespace ClusterSim.Scheduling.Peers;

/// <summary>Options of the policies of the PAI simulator.</summary>
internal sealed record PaiOptions
{
    /// <summary>What the queue is sorted by.</summary>
    public required PaiJobOrder JobOrder { get; init; }

    /// <summary>In which order nodes are looked at.</summary>
    /// <value>Default <see cref="PaiNodeOrder.Balance"/>, as in the peer's program.</value>
    public PaiNodeOrder NodeOrder { get; init; } = PaiNodeOrder.Balance;
}
