using System.Collections.Immutable;

namespace ClusterSim.Behavior.Matching;

/// <summary>Merges repeated terms into slots that need several events.</summary>
internal static class SlotMerge
{
    /// <summary>One slot for each different term of a set, and for each run of equal terms of a sequence.</summary>
    public static (ImmutableArray<TTerm> Terms, ImmutableArray<int> Counts) Of<TTerm>(
        PatternShape shape, IEnumerable<TTerm> terms)
        where TTerm : IEquatable<TTerm>
    {
        List<TTerm> distinct = [];
        List<int> counts = [];
        foreach (TTerm term in terms)
        {
            int slot = shape == PatternShape.Set ? distinct.IndexOf(term) : distinct.Count - 1;
            if (slot >= 0 && distinct[slot].Equals(term))
            {
                counts[slot]++;
                continue;
            }

            distinct.Add(term);
            counts.Add(1);
        }

        return ([.. distinct], [.. counts]);
    }
}
