namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Shortest remaining time first. What is visible of the remaining time is the requested walltime less the time that
/// the job was on the nodes so far; never less than 0. Jobs without a walltime come last. Where walltimes are the true
/// run times (<c>estimates: exact</c>) and stopping costs nothing, this is SRTF as in the literature.
/// </summary>
public sealed class SrtfOrder : IJobOrder
{
    /// <inheritdoc/>
    public string Name => "srtf";

    /// <inheritdoc/>
    public KeyChange Changes => KeyChange.WhileRunning;

    /// <inheritdoc/>
    public double Key(in JobView job) => job.Request.Walltime is { } walltime
        ? Math.Max(0, (walltime - job.ExecutedTime).Ticks)
        : double.PositiveInfinity;
}
