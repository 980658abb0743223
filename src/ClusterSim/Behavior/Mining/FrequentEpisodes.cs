using System.Collections.Immutable;

namespace ClusterSim.Behavior.Mining;

/// <summary>Keeps the episodes that occur often enough.</summary>
internal sealed class FrequentEpisodes(EventSequence sequence, int minSupport) : IEpisodeJudge
{
    private readonly List<FrequentPattern> _found = [];

    public bool Keep(ReadOnlySpan<int> code, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        if (starts.Length < minSupport)
        {
            return false;
        }

        _found.Add(new FrequentPattern(SymbolPattern.OfCode(code, sequence.Symbols), starts.Length));
        return true;
    }

    public ImmutableArray<FrequentPattern> ToImmutable() => [.. _found];
}
