namespace ClusterSim.Workloads;

/// <summary>
/// How GPUs are used over the life of generated jobs, and which share of the jobs behaves in a way that a detector
/// should find, or should not be fooled by. Apart from retry loops a job has at most one of these behaviours; the
/// shares are of the jobs with GPUs.
/// </summary>
public sealed record BehaviorOptions
{
    /// <summary>
    /// Whether jobs with GPUs have a utilization profile (compilation, data loading, compute, checkpoints, evaluation).
    /// Without one there are no behaviours either, but retry loops.
    /// </summary>
    /// <value>Default <c>true</c>.</value>
    public bool Profiles { get; init; } = true;

    /// <summary>Share of jobs that compute below 25 % utilization; they run at least 30 minutes.</summary>
    /// <value>0 to 1; default 0.</value>
    public double LowUtilizationShare { get; init; }

    /// <summary>
    /// Share of jobs that hold their GPUs on after their work is done, for 30 to 100 % of its time, at least 15 minutes
    /// and at most 6 hours.
    /// </summary>
    /// <value>0 to 1; default 0.</value>
    public double IdleTailShare { get; init; }

    /// <summary>
    /// Share, among jobs with at least two GPUs, of those that never use half of their GPUs or more; they run at
    /// least 30 minutes.
    /// </summary>
    /// <value>0 to 1; default 0.</value>
    public double UnusedGpusShare { get; init; }

    /// <summary>
    /// Share of all jobs that belong to retry loops: 4 to 10 jobs of one user and application, each failing within
    /// 10 to 90 s, submitted again 5 to 60 s later.
    /// </summary>
    /// <value>0 to below 1; default 0.</value>
    public double RetryLoopShare { get; init; }

    /// <summary>
    /// Share of jobs that load data for 8 to 30 minutes before they compute as they should: no waste.
    /// </summary>
    /// <value>0 to 1; default 0.</value>
    public double LongDataLoadingShare { get; init; }

    /// <summary>Share of jobs that compile for 8 to 30 minutes before they compute as they should: no waste.</summary>
    /// <value>0 to 1; default 0.</value>
    public double LongCompilationShare { get; init; }
}
