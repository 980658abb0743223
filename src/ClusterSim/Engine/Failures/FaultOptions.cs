using System.Collections.Immutable;

namespace ClusterSim.Engine.Failures;

/// <summary>
/// What goes wrong besides the random failures of nodes (<see cref="SimulationOptions.Failures"/>). Every unit draws
/// from a stream of its own, so that all policies see the same failures under the same seed.
/// </summary>
public sealed record FaultOptions
{
    /// <summary>Random failures of single GPUs: the job on it is stopped, and its node has one GPU less.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public FailureModel? Gpus { get; init; }

    /// <summary>Random failures of ToR switches or racks: all nodes behind one go and come back together.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public FailureModel? Domains { get; init; }

    /// <summary>Random failures of the links of the network.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public FailureModel? Links { get; init; }

    /// <summary>Spot capacity that its owner takes back.</summary>
    /// <value>Default <c>null</c>: none.</value>
    public SpotModel? Spot { get; init; }

    /// <summary>Outages at given times; <see cref="OutageFile"/> reads them.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<Outage> Listed { get; init; } = [];

    /// <summary>What becomes of jobs that fail.</summary>
    /// <value>Default <c>null</c>: a job that fails by itself has failed; one whose node fails starts again.</value>
    public RetryModel? Retries { get; init; }

    /// <summary>Whether anything here is drawn at random.</summary>
    internal bool AnyRandom => Gpus is not null || Domains is not null || Links is not null || Spot is not null
        || Retries is { SuccessShare: > 0 };
}
