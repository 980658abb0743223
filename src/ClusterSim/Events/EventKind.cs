namespace ClusterSim.Events;

/// <summary>
/// The closed set of things that happen in a run. <see cref="SimulationEvent"/> says what its fields mean for each.
/// </summary>
public enum EventKind
{
    /// <summary>A job entered the queue for the first time.</summary>
    JobSubmitted,

    /// <summary>
    /// A job started or resumed. <c>Gpus</c>: GPUs held; <c>Node</c>: first node; <c>Value</c>: 0 for the first start,
    /// else the number of restarts.
    /// </summary>
    JobStarted,

    /// <summary>A job ran to its end and succeeded. <c>Gpus</c>: GPUs released.</summary>
    JobCompleted,

    /// <summary>A job failed by itself. <c>Gpus</c>: GPUs released.</summary>
    JobFailed,

    /// <summary>A job was cancelled by its user. <c>Gpus</c>: GPUs released.</summary>
    JobCancelled,

    /// <summary>A job was killed at its walltime. <c>Gpus</c>: GPUs released.</summary>
    JobTimedOut,

    /// <summary>A policy stopped a job and it returned to the queue. <c>Gpus</c>: GPUs released.</summary>
    JobPreempted,

    /// <summary>
    /// A node failure stopped a job and it returned to the queue. <c>Gpus</c>: GPUs released; <c>Value</c>: reference
    /// seconds of progress lost.
    /// </summary>
    JobEvicted,

    /// <summary>
    /// A policy moved a running job. <c>Gpus</c>: GPUs held; <c>Node</c>: first node of the new placement.
    /// </summary>
    JobMigrated,

    /// <summary>
    /// A policy changed the number of GPUs of a running job. <c>Gpus</c>: GPUs held now; <c>Value</c>: GPUs held
    /// before.
    /// </summary>
    JobResized,

    /// <summary>
    /// A policy took the GPUs of a job that it held to be finished. <c>Gpus</c>: GPUs released; <c>Value</c>: reference
    /// seconds of useful work that the job loses; 0 when it was right, else the job returned to the queue.
    /// <c>Detail</c>: whole seconds for which the job would have held on to its GPUs.
    /// </summary>
    JobReclaimed,

    /// <summary>A policy turned a job away, or no node of the platform can ever host it.</summary>
    JobRejected,

    /// <summary>
    /// The utilization of a running job changed. <c>Value</c>: utilization in 1/1000 of the GPUs held; <c>Detail</c>:
    /// the phase as <c>PhaseKind</c>.
    /// </summary>
    UtilizationChanged,

    /// <summary>A node failed. <c>Node</c>: which.</summary>
    NodeDown,

    /// <summary>A node came back. <c>Node</c>: which.</summary>
    NodeUp,

    /// <summary>A plan was refused. <c>Detail</c>: the reason as <c>RefusalReason</c>.</summary>
    PlanRefused,

    /// <summary>
    /// A rule or detector found a behaviour. <c>Detail</c>: index of the detection in the run's list.
    /// </summary>
    BehaviorDetected,
}
