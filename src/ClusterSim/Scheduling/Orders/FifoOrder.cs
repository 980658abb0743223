namespace ClusterSim.Scheduling.Orders;

/// <summary>First submitted, first considered. A job that returns to the queue keeps its place.</summary>
public sealed class FifoOrder : IJobOrder
{
    /// <inheritdoc/>
    public string Name => "fifo";

    /// <inheritdoc/>
    public double Key(in JobView job) => 0;
}
