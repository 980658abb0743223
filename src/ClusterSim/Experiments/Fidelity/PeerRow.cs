using System.Collections.Immutable;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>What a peer's schedule says of one job.</summary>
/// <param name="Job">Identifier.</param>
/// <param name="Start">First start; <see cref="SimTime.Never"/> when there was none.</param>
/// <param name="Finish">End; <see cref="SimTime.Never"/> when there was none.</param>
/// <param name="Nodes">Nodes; <c>null</c> when they are not compared.</param>
internal sealed record PeerRow(string Job, SimTime Start, SimTime Finish, ImmutableSortedSet<int>? Nodes)
{
    /// <summary>How often it was preempted; <c>null</c> when that is not compared.</summary>
    public int? Preemptions { get; init; }
}
