namespace ClusterSim.Behavior.Mining;

/// <summary>A pattern and how often it was found.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Support">
/// What the miner counts: sequences (<see cref="PrefixSpan"/>), minimal occurrences (<see cref="Minepi"/>), or moments
/// at which an occurrence begins (<see cref="Emma"/>).
/// </param>
public sealed record FrequentPattern(SymbolPattern Pattern, int Support);
