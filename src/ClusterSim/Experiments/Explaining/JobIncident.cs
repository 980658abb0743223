using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Something that happened to a job between its submission and its end.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Nodes">Names of the nodes that it got or gave up; empty when none were.</param>
/// <param name="Reason">Why, as the policy told it; empty when it told nothing.</param>
/// <param name="Successors">
/// Identifiers of the jobs that started on its nodes at that very moment; empty when none did.
/// </param>
/// <param name="LostSeconds">Reference seconds of work that it lost; 0 when none.</param>
public sealed record JobIncident(
    SimTime Time, EventKind Kind, ImmutableArray<string> Nodes, string Reason, ImmutableArray<string> Successors,
    double LostSeconds)
{
    /// <summary>The limit of power of each of its GPUs from then on, in watts; 0 when a limit was lifted.</summary>
    /// <value>Default <c>null</c>: its limit did not change.</value>
    public double? LimitWatts { get; init; }

    /// <summary>The core frequency of its GPUs from then on, over the greatest, above 0 to 1.</summary>
    /// <value>Default <c>null</c>: it did not change.</value>
    public double? Frequency { get; init; }
}
