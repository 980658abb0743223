using System.Collections.Immutable;

namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Frequent episodes of sets of simultaneous symbols that follow one another (Huang and Chang, Efficient mining of
/// frequent episodes from complex sequences, Information Systems 33, 2008): first the sets that are frequent by
/// themselves, then their sequences. The support of an episode is the number of moments at which an occurrence begins
/// that ends within the span; occurrences may overlap. As in the paper every step must be frequent by itself, although
/// an episode may begin more often than its last step happens.
/// </summary>
public static class Emma
{
    /// <summary>Finds all frequent episodes.</summary>
    /// <param name="sequence">The events.</param>
    /// <param name="options">What counts as frequent; <c>null</c>: the defaults.</param>
    /// <returns>The episodes, every prefix before what extends it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static ImmutableArray<FrequentPattern> Mine(EventSequence sequence, EpisodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        options ??= new EpisodeOptions();
        options.Check();
        EpisodeUnit[] units = new FrequentSets(sequence, options.MinSupport, options.MaxLength).Run();
        FrequentEpisodes found = new(sequence, options.MinSupport);
        new EpisodeSearch(sequence, units, options.MaxSpan, options.MaxLength, minimal: false).Run(found);
        return found.ToImmutable();
    }
}
