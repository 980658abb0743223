using System.Collections.Immutable;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior.Logs;

/// <summary>A rule that was met by entries of a log.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Entries">The entries, term by term in the order of the rule.</param>
/// <param name="EntriesRead">Entries that had been read when the verdict was certain.</param>
/// <param name="AtEnd">Whether it became certain only because the log ended.</param>
public sealed record LogHit(CreRule Rule, ImmutableArray<LogEntry> Entries, long EntriesRead, bool AtEnd)
{
    /// <summary>When the behaviour began: the stamp of the first entry, in nanoseconds since 1970-01-01 UTC.</summary>
    public long Nanoseconds => Entries[0].Nanoseconds;
}
