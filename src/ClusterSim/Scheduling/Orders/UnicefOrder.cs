namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// UNICEF (Tang et al., CLUSTER 2009): the greater w / (log2(n) r) the earlier, with the waiting time w and the
/// requested walltime r in seconds and n processors. Small, short jobs go first.
/// </summary>
/// <remarks>
/// log2(n) is 0 for one processor; the score is taken with log2(n + 1e-15), as in the RLScheduler's implementation
/// (Zhang et al., SC '20), so that jobs of one processor go before all others as soon as they waited, among themselves
/// by w / r. A share of a GPU counts as one processor. A walltime of 0 counts as 0.1 s; a job without a walltime keeps
/// a score of 0.
/// </remarks>
public sealed class UnicefOrder : IJobOrder
{
    // The least that makes the logarithm of one processor positive.
    private const double Guard = 1e-15;

    /// <inheritdoc/>
    public string Name => "unicef";

    /// <inheritdoc/>
    public KeyChange Changes => KeyChange.WhileWaiting;

    /// <inheritdoc/>
    public double Key(in JobView job)
    {
        double waited = (job.Now - job.SubmitTime).TotalSeconds;
        double size = Math.Log2(Math.Max(AskedFor.Processors(job), 1) + Guard);
        return -waited / (size * AskedFor.PositiveSeconds(job));
    }
}
