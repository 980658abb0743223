namespace ClusterSim.Scheduling;

/// <summary>The published conventions in numbers.</summary>
internal static class PreemptionCosts
{
    private const int GpusOfANode = 8;

    /// <summary>What a preemption of a job with so many GPUs costs.</summary>
    public static TimeSpan Of(PreemptionCost cost, int gpus) => TimeSpan.FromSeconds(cost switch
    {
        PreemptionCost.Tiresias => 62,
        PreemptionCost.Helios => gpus <= 1 ? 7 : gpus <= GpusOfANode ? 30 : 60,
        PreemptionCost.Lucid => gpus <= GpusOfANode ? 40 : 60,
        PreemptionCost.Pollux => 30,
        _ => 0,
    });

    /// <summary>Whether what is unspent is added to the next preemption's.</summary>
    public static bool AddUp(PreemptionCost cost) => cost is PreemptionCost.Helios or PreemptionCost.Lucid;
}
