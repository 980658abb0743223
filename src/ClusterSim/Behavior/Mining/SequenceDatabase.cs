namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Sequences of sets of symbols, as sequential pattern mining takes them: three flat arrays, whatever their number.
/// </summary>
public sealed class SequenceDatabase
{
    private SequenceDatabase(int[] symbols, int[] items, int[] setStart, int[] sequenceOf, int count) =>
        (Symbols, Items, SetStart, SequenceOf, Count) = (symbols, items, setStart, sequenceOf, count);

    /// <summary>Number of sequences, empty ones included.</summary>
    public int Count { get; }

    /// <summary>The symbol of each code.</summary>
    internal int[] Symbols { get; }

    /// <summary>Codes of all sets, one set after the other, ascending within a set.</summary>
    internal int[] Items { get; }

    /// <summary>Where each set starts in <see cref="Items"/>, and a last entry for the end.</summary>
    internal int[] SetStart { get; }

    /// <summary>The sequence of each set.</summary>
    internal int[] SequenceOf { get; }

    /// <summary>A database of given sequences.</summary>
    /// <param name="sequences">
    /// Each sequence is a list of sets in order; symbols are 0 or more, repetitions within a set count once, and empty
    /// sets are left out.
    /// </param>
    /// <exception cref="ArgumentException">A symbol is negative.</exception>
    public static SequenceDatabase Of(IEnumerable<IEnumerable<IEnumerable<int>>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        List<int> items = [], setStart = [0], sequenceOf = [];
        int count = 0;
        foreach (IEnumerable<IEnumerable<int>> sequence in sequences)
        {
            foreach (IEnumerable<int> set in sequence)
            {
                items.AddRange(set.Distinct().Order());
                if (items.Count > setStart[^1])
                {
                    setStart.Add(items.Count);
                    sequenceOf.Add(count);
                }
            }

            count++;
        }

        SymbolCode code = new(items);
        return new SequenceDatabase(
            code.Symbols, [.. items.Select(code.Of)], [.. setStart], [.. sequenceOf], count);
    }
}
