namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Longest job first, by requested walltime; a job without a walltime may run for ever and comes first.
/// </summary>
public sealed class LjfOrder : IJobOrder
{
    /// <inheritdoc/>
    public string Name => "ljf";

    /// <inheritdoc/>
    public double Key(in JobView job) => -AskedFor.Seconds(job);
}
