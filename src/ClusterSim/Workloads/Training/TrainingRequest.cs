using System.Collections.Immutable;

namespace ClusterSim.Workloads.Training;

/// <summary>What the submission of an elastic training job says of it.</summary>
public sealed record TrainingRequest
{
    /// <summary>The batch sizes that the application may have.</summary>
    /// <value>Default <c>null</c>: unknown; a job without them cannot be trained.</value>
    public BatchLimits? Limits { get; init; }

    /// <summary>Examples between two updates of the model, as the user asks for them.</summary>
    public required int BatchSize { get; init; }

    /// <summary>
    /// What is known of GPU models before the job has run on them: what their memory holds, and a short profile on one
    /// GPU of each.
    /// </summary>
    /// <value>Default empty: <see cref="Limits"/> holds for every model, and one is as fast as the other.</value>
    public ImmutableSortedDictionary<string, ModelProfile> Models { get; init; } =
        ImmutableSortedDictionary<string, ModelProfile>.Empty;

    /// <summary>Updates of the model in an epoch with that batch size, as the size of the data tells.</summary>
    /// <value>Default 0: unknown.</value>
    public double StepsPerEpoch { get; init; }

    /// <summary>
    /// The owner's threshold: the training counts as converged when an epoch lowers the loss by no more.
    /// </summary>
    /// <value>Default <c>null</c>: the job reports no losses.</value>
    public double? ConvergedBelow { get; init; }

    /// <summary>
    /// What an oracle may know: the measurements that decide how the job will run. Only policies that call themselves
    /// oracles use it.
    /// </summary>
    /// <value>Default <c>null</c>: nothing.</value>
    public TrainingApplication? Foreknowledge { get; init; }
}
