namespace ClusterSim.Engine.Failures;

/// <summary>
/// What the system does with jobs that fail by themselves, and with jobs that failures of the machine stop again and
/// again. Philly retried failed jobs a fixed number of times (Jeon et al., USENIX ATC 2019, section 4.2).
/// </summary>
public sealed record RetryModel
{
    /// <summary>
    /// Attempts in all of a job that fails by itself. Each fails where the first did, unless <see cref="SuccessShare"/>
    /// lets it succeed; after the last the job has failed.
    /// </summary>
    /// <value>1 or more; default 1: no retries.</value>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>
    /// Whether a retry goes on from the job's last checkpoint, after <see cref="Overheads.Restore"/>, up to the point
    /// at which the attempt before it failed. What the job did until that checkpoint is then not lost when a retry
    /// succeeds.
    /// </summary>
    /// <value>Default <c>false</c>: a retry begins anew, as where the system knows nothing of checkpoints.</value>
    public bool Resume { get; init; }

    /// <summary>Time between a failed attempt and the next submission.</summary>
    /// <value>Default zero.</value>
    public TimeSpan BackOff { get; init; }

    /// <summary>Factor by which the back-off grows from attempt to attempt.</summary>
    /// <value>1 or more; default 1. Kubernetes doubles it.</value>
    public double BackOffGrowth { get; init; } = 1;

    /// <summary>Chance that a retry succeeds after the run time that the failed attempt had.</summary>
    /// <value>0 to 1; default 0: what failed fails again.</value>
    public double SuccessShare { get; init; }

    /// <summary>
    /// Failures of the machine that a job survives; with the next one it has failed. Without this a job that is longer
    /// than the time between failures of its nodes, and writes no checkpoints, may run for ever.
    /// </summary>
    /// <value>0 or more; default <c>null</c>: any number.</value>
    public int? MaxEvictions { get; init; }
}
