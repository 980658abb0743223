using System.Collections.Immutable;

namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Frequent serial episodes by minimal occurrences (Mannila, Toivonen and Verkamo, Discovery of Frequent Episodes in
/// Event Sequences, Data Mining and Knowledge Discovery 1, 1997, section 4): symbols that follow one another in time.
/// The support of an episode is the number of intervals, no longer than the span, in which it occurs while it occurs
/// in no interval inside them.
/// </summary>
public static class Minepi
{
    /// <summary>Finds all frequent serial episodes.</summary>
    /// <param name="sequence">The events.</param>
    /// <param name="options">What counts as frequent; <c>null</c>: the defaults.</param>
    /// <returns>The episodes, every prefix before what extends it, by ascending symbols.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <remarks>
    /// Only prefixes are pruned by: an episode without a symbol from its middle may have fewer minimal occurrences
    /// than the episode itself.
    /// </remarks>
    public static ImmutableArray<FrequentPattern> Mine(EventSequence sequence, EpisodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        options ??= new EpisodeOptions();
        options.Check();
        EpisodeUnit[] units =
        [
            .. from code in Enumerable.Range(0, sequence.Symbols.Length)
               select new EpisodeUnit([code], sequence.PointsOf(code)),
        ];
        FrequentEpisodes found = new(sequence, options.MinSupport);
        new EpisodeSearch(sequence, units, options.MaxSpan, options.MaxLength, minimal: true).Run(found);
        return found.ToImmutable();
    }
}
