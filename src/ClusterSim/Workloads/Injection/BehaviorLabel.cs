namespace ClusterSim.Workloads.Injection;

/// <summary>A behaviour of a generated job and when it shows: the truth that detections are scored by.</summary>
/// <param name="JobId">Identifier of the job.</param>
/// <param name="Behavior">Name of the <see cref="InjectedBehavior"/>.</param>
/// <param name="Grade">How clearly it shows.</param>
/// <param name="FromSeconds">Progress of the job at which it begins.</param>
/// <param name="UntilSeconds">Progress of the job at which it ends.</param>
/// <param name="OnsetSeconds">
/// Progress at which the behaviour has lasted as long as its source's threshold asks, so that a detector can know; -1
/// where this job of an episode is not yet the one with which it has.
/// </param>
/// <param name="Episode">
/// What the labels of one instance of the behaviour share: the job's id, or a common name where several jobs make it
/// up.
/// </param>
/// <param name="Derived">
/// Whether the label follows from another behaviour of the job (who waits for data computes little), so that finding
/// it is right and missing it is not counted.
/// </param>
public sealed record BehaviorLabel(
    string JobId, string Behavior, LabelGrade Grade, long FromSeconds, long UntilSeconds, long OnsetSeconds,
    string Episode, bool Derived = false);
