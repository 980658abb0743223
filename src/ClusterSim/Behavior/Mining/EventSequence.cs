using ClusterSim.Time;

namespace ClusterSim.Behavior.Mining;

/// <summary>
/// A long sequence of events for episode mining: points in order, each with the symbols that happen at it, in flat
/// arrays with an index of where each symbol occurs.
/// </summary>
public sealed class EventSequence
{
    internal EventSequence(List<long> ticks, List<int> groups, List<int> setStart, List<int> symbols)
    {
        SymbolCode code = new(symbols);
        (Symbols, Ticks, Groups) = (code.Symbols, [.. ticks], [.. groups]);
        (SetStart, Items) = ([.. setStart], [.. symbols.Select(code.Of)]);
        (OccurrenceStart, Occurrences) = Index();
    }

    /// <summary>Number of points: moments at which something happens.</summary>
    public int PointCount => Ticks.Length;

    /// <summary>The symbol of each code.</summary>
    internal int[] Symbols { get; }

    /// <summary>Time of each point in ticks.</summary>
    internal long[] Ticks { get; }

    /// <summary>Group of each point, never descending; no occurrence reaches from one group into another.</summary>
    internal int[] Groups { get; }

    /// <summary>Where the codes of each point start in <see cref="Items"/>, and a last entry for the end.</summary>
    internal int[] SetStart { get; }

    /// <summary>Codes of all points, ascending within a point.</summary>
    internal int[] Items { get; }

    /// <summary>Where the points of each code start in <see cref="Occurrences"/>, and a last entry.</summary>
    internal int[] OccurrenceStart { get; }

    /// <summary>The points of each code, ascending.</summary>
    internal int[] Occurrences { get; }

    /// <summary>A sequence of given events; those of one moment are one point.</summary>
    /// <param name="events">Events by ascending time; symbols are 0 or more.</param>
    /// <exception cref="ArgumentException">The times descend, or a symbol is negative.</exception>
    public static EventSequence Of(IEnumerable<(SimTime Time, int Symbol)> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        EventSequenceBuilder builder = new();
        foreach ((SimTime time, int symbol) in events)
        {
            builder.AddAtMoment(time, symbol);
        }

        return builder.Build();
    }

    /// <summary>The points of a code.</summary>
    internal ReadOnlyMemory<int> PointsOf(int code) =>
        Occurrences.AsMemory(OccurrenceStart[code]..OccurrenceStart[code + 1]);

    private (int[] Start, int[] Points) Index()
    {
        int[] start = new int[Symbols.Length + 1];
        foreach (int item in Items)
        {
            start[item + 1]++;
        }

        for (int code = 0; code < Symbols.Length; code++)
        {
            start[code + 1] += start[code];
        }

        int[] next = start[..^1], points = new int[Items.Length];
        for (int point = 0; point < PointCount; point++)
        {
            foreach (int item in Items.AsSpan(SetStart[point]..SetStart[point + 1]))
            {
                points[next[item]++] = point;
            }
        }

        return (start, points);
    }
}
