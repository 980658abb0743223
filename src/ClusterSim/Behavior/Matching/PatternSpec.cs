using System.Collections.Immutable;

namespace ClusterSim.Behavior.Matching;

/// <summary>
/// A pattern without its terms: how often each slot must be filled, in which time, and what denies it. Knows nothing of
/// simulations or logs; whoever feeds a matcher says which slots an event fills.
/// </summary>
internal sealed record PatternSpec
{
    /// <summary>Most slots, and most negative conditions, of one pattern: they are bits of one word.</summary>
    public const int MaxSlots = 64;

    public PatternSpec(PatternShape shape, long window, ImmutableArray<int> counts, ImmutableArray<NegateSpec> negates)
    {
        (Shape, Window, Counts, Negates) = (shape, window, counts, negates);
        foreach (NegateSpec negate in negates)
        {
            Right = Math.Max(Right, window + negate.Window + negate.Slide);
            Left = Math.Max(Left, -negate.Slide);
        }

        Right = Math.Max(Right, window);
        Length = counts.Sum();
    }

    public PatternShape Shape { get; }

    /// <summary>Longest time in ticks from the first to the last event of a match.</summary>
    public long Window { get; }

    /// <summary>Events that each slot needs, 1 or more, in rule order.</summary>
    public ImmutableArray<int> Counts { get; }

    public ImmutableArray<NegateSpec> Negates { get; }

    /// <summary>Events of one match.</summary>
    public int Length { get; }

    /// <summary>Ticks for which an event can still matter.</summary>
    public long Right { get; }

    /// <summary>Ticks by which negative conditions look back.</summary>
    public long Left { get; }

    /// <summary>A matcher for this pattern with nothing in its memory.</summary>
    /// <param name="likeUpstream">Whether it reproduces the defects of the community's own engine.</param>
    public IMatcher<T> NewMatcher<T>(bool likeUpstream = false) => Shape switch
    {
        // Without negative conditions sets are the same everywhere.
        PatternShape.Set when likeUpstream && !Negates.IsEmpty => new UpstreamSet<T>(this),
        PatternShape.Set => new SetMatcher<T>(this),
        _ when likeUpstream => new UpstreamSequence<T>(this),
        _ => new SequenceMatcher<T>(this),
    };
}
