using System.Collections.Immutable;

namespace ClusterSim.Traces.Auditing;

/// <summary>Jobs that can never run on a platform because of one and the same resource.</summary>
/// <param name="Resource">
/// What is missing, e.g. <c>GPUs on one node</c>, <c>role 'CN'</c>, or <c>room for the whole gang</c>.
/// </param>
/// <param name="Jobs">How many jobs.</param>
/// <param name="Largest">The most that one of them asks for, in the unit of <paramref name="Available"/>.</param>
/// <param name="Available">The most that the platform offers.</param>
/// <param name="Examples">Ids of the first jobs, at most five.</param>
public sealed record MisfitGroup(
    string Resource, int Jobs, double Largest, double Available, ImmutableArray<string> Examples);
