namespace ClusterSim.Impact;

/// <summary>
/// What failures, waste and repairs leave of the GPUs. <c>null</c> where the run does not determine it.
/// </summary>
public sealed record ReliabilityMetrics
{
    /// <summary>
    /// Time for which GPUs were there over the observed period times installed GPUs, 0 to 1; of nodes where the
    /// platform has no GPUs. <c>null</c> when the down times were not recorded.
    /// </summary>
    public double? Availability { get; init; }

    /// <summary>
    /// Useful GPU time over installed GPU time in the observed period, 0 to 1: held and not wasted, whole run. What a
    /// running job has done counts as useful until it is lost.
    /// </summary>
    public double? Goodput { get; init; }

    /// <summary>
    /// Effective training time ratio of the jobs of the window: useful time over wall time from first start to end,
    /// weighted by GPUs.
    /// </summary>
    public double? Ettr { get; init; }

    /// <summary>
    /// The same over wall time from submission, as Kokolis et al. (HPCA 2025) count it: the first stay in the queue
    /// belongs to it.
    /// </summary>
    public double? EttrFromSubmission { get; init; }

    /// <summary>Times that a job of the window was submitted again after it failed by itself.</summary>
    public long Retries { get; init; }

    /// <summary>Times that a node, or a single GPU, went away in the run.</summary>
    public int? Outages { get; init; }
}
