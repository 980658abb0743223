namespace ClusterSim.Scheduling.Orders;

/// <summary>Shortest job first, by requested walltime; jobs without a walltime come last.</summary>
public sealed class SjfOrder : IJobOrder
{
    /// <inheritdoc/>
    public string Name => "sjf";

    /// <inheritdoc/>
    public double Key(in JobView job) =>
        job.Request.Walltime is { } walltime ? walltime.Ticks : double.PositiveInfinity;
}
