using System.Collections.Immutable;

namespace ClusterSim.Behavior.Logs;

/// <summary>What a pattern remembers of an entry, or of the match of a pattern inside it.</summary>
/// <param name="Entries">The entry, or those of the match in its order.</param>
/// <param name="Values">Values that were extracted, by name; the first of each name.</param>
internal sealed record SeenEntry(ImmutableArray<LogEntry> Entries, ImmutableDictionary<string, string> Values);
