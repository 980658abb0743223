namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>One job, or two that run at the same time, which have their turn on GPUs together.</summary>
internal sealed class TurnUnit
{
    public List<int> Jobs { get; } = new(2);

    /// <summary>Whether the two were put together for this slice only, to see how fast they are.</summary>
    public bool OnTrial { get; set; }
}
