using System.Collections.Immutable;

namespace ClusterSim.Journals;

/// <summary>What a reader of events has met so far.</summary>
public sealed record EventReaderReport
{
    /// <summary>Events that were handed out.</summary>
    public long Events { get; init; }

    /// <summary>
    /// Kinds that are not known, with the number of rows of each, by name; these rows were passed over. After 100 kinds
    /// the others are counted as <c>(other)</c>.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, long>> UnknownKinds { get; init; } = [];

    /// <summary>Rows that were damaged and left out; always 0 of a reader that refuses them.</summary>
    public long BadRows { get; init; }

    /// <summary>
    /// The first damaged rows, each with its place, what was found and what was expected; 20 at most.
    /// </summary>
    public ImmutableArray<string> BadRowMessages { get; init; } = [];

    /// <summary>
    /// Events that were older than one before them; they were handed out with the time of the latest one, so that no
    /// clock goes back.
    /// </summary>
    public long LateEvents { get; init; }
}
