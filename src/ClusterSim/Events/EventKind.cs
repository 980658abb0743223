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
    /// The utilization of a running job changed, or was sampled again. <c>Value</c>: utilization in 1/1000 of the GPUs
    /// held; <c>Detail</c>: the phase as <c>PhaseKind</c>.
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

    /// <summary>
    /// A running job wrote a checkpoint. <c>Gpus</c>: GPUs held; <c>Value</c>: reference seconds of progress that are
    /// safe now.
    /// </summary>
    JobCheckpointed,

    /// <summary>
    /// How far a running job is; made only when jobs are sampled at an interval. <c>Gpus</c>: GPUs held;
    /// <c>Value</c>: reference seconds of progress so far.
    /// </summary>
    JobProgressed,

    /// <summary>
    /// The system submitted a failed job again. <c>Value</c>: number of the attempt, 2 for the first retry.
    /// </summary>
    JobRetried,

    /// <summary>
    /// A sample of a metric of a job or a node. <c>Detail</c>: the <see cref="Metric"/>; <c>Value</c>: in the unit of
    /// the metric; <c>Job</c> and <c>Node</c>: whose, or -1; <c>Gpus</c>: number of the device on its node, -1 for the
    /// job or node as a whole.
    /// </summary>
    MetricSampled,

    /// <summary>
    /// A link of the network failed. <c>Node</c>: an end of it, or -1; <c>Detail</c>: number of the link.
    /// </summary>
    LinkDown,

    /// <summary>
    /// A link of the network came back. <c>Node</c>: an end of it, or -1; <c>Detail</c>: number of the link.
    /// </summary>
    LinkUp,

    /// <summary>
    /// A user did something. <c>Detail</c>: the <see cref="UserAction"/>; <c>Job</c>: the job that it concerns, or -1.
    /// The engine has no users; this comes from outside.
    /// </summary>
    UserActed,

    /// <summary>
    /// A line of a log was written. <c>Detail</c>: index into the texts of the source; <c>Job</c> and <c>Node</c>:
    /// whose, or -1. The engine writes no logs; this comes from outside.
    /// </summary>
    LogWritten,

    /// <summary>A GPU failed; its node has one less. <c>Node</c>: where; <c>Gpus</c>: its number there.</summary>
    GpuDown,

    /// <summary>A GPU came back. <c>Node</c>: where; <c>Gpus</c>: its number there.</summary>
    GpuUp,

    /// <summary>
    /// The owner of spot capacity says that it will take it back. <c>Node</c>: which; <c>Gpus</c>: number of the GPU
    /// there, -1 for the whole node; <c>Value</c>: seconds of notice.
    /// </summary>
    ReclaimNoticed,

    /// <summary>
    /// A node fell asleep, woke up, or set out to. <c>Node</c>: which; <c>Detail</c>: 0 awake, 1 asleep, 2 falling
    /// asleep, 3 waking up.
    /// </summary>
    NodePowerChanged,

    /// <summary>
    /// A policy limited the power of a job's GPUs. <c>Gpus</c>: how many; <c>Value</c>: watts per GPU, 0 when the limit
    /// was lifted.
    /// </summary>
    JobPowerCapped,

    /// <summary>
    /// A policy set the core frequency of a job's GPUs. <c>Gpus</c>: how many; <c>Value</c>: 1/1000 of the greatest
    /// frequency.
    /// </summary>
    JobFrequencySet,
}
