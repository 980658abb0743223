using System.Collections.Immutable;

namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Frequent sequential patterns by pattern growth (Pei and others, PrefixSpan, ICDE 2001): every pattern whose sets
/// occur in order, each inside a set of the sequence, in at least so many sequences. A sequence counts once, however
/// often the pattern occurs in it.
/// </summary>
public static class PrefixSpan
{
    /// <summary>Finds all frequent patterns.</summary>
    /// <param name="database">The sequences.</param>
    /// <param name="options">What counts as frequent; <c>null</c>: the defaults.</param>
    /// <returns>The patterns, every prefix before what extends it, by ascending symbols.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static ImmutableArray<FrequentPattern> Mine(SequenceDatabase database, PrefixSpanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        options ??= new PrefixSpanOptions();
        options.Check();
        List<FrequentPattern> found = new PrefixSpanSearch(database, options).Run();
        return options.Closed ? Closed(found) : [.. found];
    }

    // A longer pattern of equal support lends it to all between the two, so that one symbol more is far enough to look.
    private static ImmutableArray<FrequentPattern> Closed(List<FrequentPattern> found)
    {
        Dictionary<SymbolPattern, int> supports = found.ToDictionary(mined => mined.Pattern, mined => mined.Support);
        HashSet<SymbolPattern> open = [];
        foreach (FrequentPattern mined in found)
        {
            foreach (SymbolPattern part in mined.Pattern.WithoutOneSymbol())
            {
                if (supports.TryGetValue(part, out int support) && support == mined.Support)
                {
                    open.Add(part);
                }
            }
        }

        return [.. found.Where(mined => !open.Contains(mined.Pattern))];
    }
}
