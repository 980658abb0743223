using System.Collections.Immutable;

namespace ClusterSim.Platforms;

/// <summary>
/// What a description says of the speeds and the power of a node. Where power is accounted for, the node draws what its
/// initial state says and sleeps in its first sleep state; it runs at its full speed, and never changes its state.
/// </summary>
public sealed record PowerModel
{
    /// <summary>The states in which the node computes; at least one.</summary>
    public required ImmutableArray<PowerState> States { get; init; }

    /// <summary>Index of the state in which the node begins.</summary>
    /// <value>Default 0.</value>
    public int InitialState { get; init; }

    /// <summary>Ways to put the node to sleep.</summary>
    /// <value>Default empty: none is known.</value>
    public ImmutableArray<SleepState> SleepStates { get; init; } = [];

    /// <summary>Power when switched off, in watts.</summary>
    /// <value>Default <c>null</c>: unknown.</value>
    public double? OffWatts { get; init; }
}
