using System.Collections.Immutable;
using ClusterSim.Engine.Failures;
using ClusterSim.Scheduling;

namespace ClusterSim.Engine;

/// <summary>
/// Wall time that stopping and moving jobs costs. Charged once, when the job resumes: it holds its resources for so
/// long before it makes progress again.
/// </summary>
public sealed record Overheads
{
    /// <summary>
    /// Getting a job going when it first starts: it holds its resources for so long before it makes progress.
    /// </summary>
    /// <value>Default zero. 1 s stands for simulators that see the end of a job one second late.</value>
    public TimeSpan StartUp { get; init; }

    /// <summary>Writing the state of a preempted or resized job.</summary>
    /// <value>Default zero.</value>
    public TimeSpan Checkpoint { get; init; }

    /// <summary>Restoring the state of a job that resumes.</summary>
    /// <value>Default zero. Published: 62 s per preemption (checkpoint and restore together) in Tiresias, NSDI
    /// 2019.</value>
    public TimeSpan Restore { get; init; }

    /// <summary>
    /// What getting going costs the jobs of an application, at the first start and whenever they resume, in the place
    /// of <see cref="StartUp"/>, <see cref="Checkpoint"/>, <see cref="Restore"/> and <see cref="Preemption"/>.
    /// </summary>
    /// <value>
    /// Default empty. Published: 50 s for cifar10, 25 s for deepspeech2, 120 s for bert, 80 s for yolov3, 250 s for
    /// imagenet, 15 s for ncf in the simulator of Sia, SOSP 2023.
    /// </value>
    public ImmutableSortedDictionary<string, TimeSpan> RestartByApplication { get; init; } =
        ImmutableSortedDictionary<string, TimeSpan>.Empty;

    /// <summary>What a preemption costs by a published convention, on top of checkpoint and restore.</summary>
    /// <value>Default <see cref="PreemptionCost.None"/>.</value>
    public PreemptionCost Preemption { get; init; }

    /// <summary>Moving a running job, on top of checkpoint and restore.</summary>
    /// <value>Default zero.</value>
    public TimeSpan Migrate { get; init; }

    /// <summary>
    /// Progress between the periodic checkpoints of a job; what a failure loses is the progress since the last one, or
    /// since the end of the last phase of checkpointing in the job's profile.
    /// </summary>
    /// <value>
    /// Default <c>null</c>: none, a failure loses all progress since the last such phase. A preemption always keeps it.
    /// </value>
    public TimeSpan? CheckpointInterval { get; init; }

    /// <summary>
    /// Time for which a running job makes no progress while it writes a periodic checkpoint. A failure during it loses
    /// that checkpoint, too. None is written at the end of a job.
    /// </summary>
    /// <value>Default zero.</value>
    public TimeSpan PeriodicCheckpoint { get; init; }

    /// <summary>How the time between periodic checkpoints is chosen.</summary>
    /// <value>
    /// Default <see cref="CheckpointRule.Fixed"/>. The others need a <see cref="PeriodicCheckpoint"/> above
    /// zero and use the failure rates of the run and the size of the job; a job that nothing can stop writes none.
    /// </value>
    public CheckpointRule CheckpointRule { get; init; }

    /// <summary>Whether jobs may write periodic checkpoints.</summary>
    internal bool WritesPeriodicCheckpoints =>
        CheckpointRule != CheckpointRule.Fixed || CheckpointInterval is { Ticks: > 0 };

    /// <summary>What preempting a job with so many GPUs costs in all.</summary>
    internal TimeSpan OfPreemption(int gpus) => Checkpoint + Restore + PreemptionCosts.Of(Preemption, gpus);
}
