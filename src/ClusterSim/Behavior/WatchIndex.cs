using System.Numerics;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior;

/// <summary>
/// Says which rules an event may mean something to, without asking the others: by its signal, and for samples by the
/// levels that lie between the value before and the value now.
/// </summary>
internal sealed class WatchIndex
{
    private const int Signals = 64, WordBits = 64;

    private readonly ulong[] _found;
    private readonly ulong[]?[] _always = new ulong[Signals][];
    private readonly Edges?[] _below = new Edges[Signals], _above = new Edges[Signals];

    public WatchIndex(IReadOnlyList<RuleWatch> watches)
    {
        _found = new ulong[(watches.Count + WordBits - 1) / WordBits];
        var below = new List<(double, int)>[Signals];
        var above = new List<(double, int)>[Signals];
        foreach (RuleWatch watch in watches)
        {
            foreach (EventTerm term in watch.Terms)
            {
                switch (term.Test)
                {
                    case TermTest.Below:
                        AddEdge(below, term, watch.Index);
                        break;
                    case TermTest.Above:
                        AddEdge(above, term, watch.Index);
                        break;
                    default:
                        Add(term.Signals, watch.Index);
                        break;
                }
            }

            Add(watch.Endings, watch.Index);
        }

        for (int i = 0; i < Signals; i++)
        {
            _below[i] = below[i] is null ? null : new Edges(below[i]);
            _above[i] = above[i] is null ? null : new Edges(above[i]);
        }
    }

    /// <summary>
    /// The rules, one bit each in order of their index; empty when the event means nothing to any. Valid until the next
    /// call.
    /// </summary>
    public ReadOnlySpan<ulong> Find(in ObservedEvent seen)
    {
        int signal = BitOperations.TrailingZeroCount((ulong)seen.Signal);
        (ulong[]? always, Edges? below, Edges? above) = (_always[signal], _below[signal], _above[signal]);
        if (always is null && below is null && above is null)
        {
            return [];
        }

        Span<ulong> found = _found;
        if (always is null)
        {
            found.Clear();
        }
        else
        {
            always.CopyTo(found);
        }

        bool known = !double.IsNaN(seen.Before);
        below?.Mark(found, seen.After, known ? seen.Before : double.PositiveInfinity);
        above?.Mark(found, known ? seen.Before : double.NegativeInfinity, seen.After);
        return found;
    }

    private static void AddEdge(List<(double, int)>[] edges, in EventTerm term, int watch)
    {
        for (ulong rest = (ulong)term.Signals; rest != 0; rest &= rest - 1)
        {
            (edges[BitOperations.TrailingZeroCount(rest)] ??= []).Add((term.Level, watch));
        }
    }

    private void Add(EventSignals signals, int watch)
    {
        for (ulong rest = (ulong)signals; rest != 0; rest &= rest - 1)
        {
            ulong[] words = _always[BitOperations.TrailingZeroCount(rest)] ??= new ulong[_found.Length];
            words[watch / WordBits] |= 1UL << (watch % WordBits);
        }
    }

    /// <summary>The levels of all edges of one direction of one signal, in order.</summary>
    private sealed class Edges
    {
        private readonly double[] _levels;
        private readonly int[] _watches;

        public Edges(List<(double Level, int Watch)> edges)
        {
            edges.Sort();
            (_levels, _watches) = ([.. edges.Select(e => e.Level)], [.. edges.Select(e => e.Watch)]);
        }

        /// <summary>Marks the rules whose level lies above <paramref name="low"/> and up to the other.</summary>
        public void Mark(Span<ulong> found, double low, double high)
        {
            for (int i = FirstAbove(low); i < _levels.Length && _levels[i] <= high; i++)
            {
                found[_watches[i] / WordBits] |= 1UL << (_watches[i] % WordBits);
            }
        }

        private int FirstAbove(double level)
        {
            (int low, int high) = (0, _levels.Length);
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = _levels[middle] <= level ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
