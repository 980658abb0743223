namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// WFP3 (Tang et al., CLUSTER 2009): the greater (w / r)^3 n the earlier, with the waiting time w and the requested
/// walltime r in seconds and n processors. Large jobs and jobs that waited long for their length go first.
/// </summary>
/// <remarks>
/// w is the time since submission. A walltime of 0 counts as 0.1 s; the score of a job without a walltime stays 0, so
/// that it comes behind all that waited.
/// </remarks>
public sealed class Wfp3Order : IJobOrder
{
    /// <inheritdoc/>
    public string Name => "wfp3";

    /// <inheritdoc/>
    public KeyChange Changes => KeyChange.WhileWaiting;

    /// <inheritdoc/>
    public double Key(in JobView job)
    {
        double waited = (job.Now - job.SubmitTime).TotalSeconds / AskedFor.PositiveSeconds(job);
        return -(waited * waited * waited) * AskedFor.Processors(job);
    }
}
