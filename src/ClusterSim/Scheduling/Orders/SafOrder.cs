namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Smallest area first: requested walltime times processors; jobs without a walltime come last.
/// </summary>
public sealed class SafOrder : IJobOrder
{
    /// <inheritdoc/>
    public string Name => "saf";

    /// <inheritdoc/>
    public double Key(in JobView job) => AskedFor.Seconds(job) * AskedFor.Processors(job);
}
