namespace ClusterSim.Behavior.Mining;

/// <summary>A pattern in a search, by its last symbol.</summary>
/// <param name="Symbol">Code of the symbol that was added last.</param>
/// <param name="Support">Number of sequences.</param>
/// <param name="Ends">Sets in which an occurrence may end, ascending.</param>
internal sealed record Projection(int Symbol, int Support, int[] Ends);
