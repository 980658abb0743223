namespace ClusterSim.Behavior.Rules;

/// <summary>How the expected saving of a recommendation is estimated, in GPU-seconds.</summary>
public enum SavingFormula
{
    /// <summary>Nothing is promised.</summary>
    None,

    /// <summary>
    /// <c>idle-time</c>: the GPUs held, for as long again as the job has run, but no longer than its walltime leaves.
    /// </summary>
    IdleTime,

    /// <summary>
    /// <c>idle-gpus</c>: the GPUs taken away, for what the walltime leaves; without a walltime, for as long again as
    /// the job has run.
    /// </summary>
    IdleGpus,

    /// <summary><c>attempt</c>: the GPU-seconds of the mean attempt in the evidence.</summary>
    Attempt,

    /// <summary>
    /// <c>idle-share</c>: the GPUs held times the share of them that was not busy in the mean since the last start,
    /// for what the walltime leaves or as long again as the job has run; 0 when utilization is not known.
    /// </summary>
    IdleShare,

    /// <summary>
    /// <c>unsafe-work</c>: the GPUs held, for the time since the last checkpoint, or since the last start without one:
    /// what a failure now would cost.
    /// </summary>
    UnsafeWork,
}
