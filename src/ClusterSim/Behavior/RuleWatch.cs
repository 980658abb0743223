using System.Collections.Immutable;
using ClusterSim.Behavior.Facts;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;

namespace ClusterSim.Behavior;

/// <summary>
/// One rule at work, or a set or sequence inside one: a matcher for each value of its correlation that has something to
/// remember.
/// </summary>
internal sealed class RuleWatch
{
    private const EventSignals Ends = EventSignals.AnyEnd | EventSignals.Rejected;

    private readonly Dictionary<long, WatchedKey> _keys = [];
    private readonly Stack<IMatcher<SeenEvent>> _spare = [];
    private readonly JobFacts _facts;

    /// <summary>A watch that has seen nothing yet.</summary>
    /// <param name="index">Number of the watch; those inside a pattern come before it.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="pattern">The whole pattern of the rule, or one inside it.</param>
    /// <param name="keys">What its events must have in common.</param>
    /// <param name="facts">What is known of jobs.</param>
    public RuleWatch(int index, CreRule rule, RulePattern<EventTerm> pattern, CorrelationKeys keys, JobFacts facts)
    {
        (Index, Rule, Pattern, Keys, _facts) = (index, rule, pattern, keys, facts);
        Endings = keys.Correlation == RuleCorrelation.Job ? Ends : EventSignals.None;
    }

    public int Index { get; }

    public CreRule Rule { get; }

    public RulePattern<EventTerm> Pattern { get; }

    /// <summary>The pattern around it, whose slots its matches fill; <c>null</c> for that of the rule.</summary>
    public RuleWatch? Around { get; private set; }

    /// <summary>Slots of the pattern around it that its matches fill, one bit each.</summary>
    public ulong SlotsAround { get; private set; }

    /// <summary>Negative conditions of the pattern around it that its matches meet, one bit each.</summary>
    public ulong NegatesAround { get; private set; }

    public CorrelationKeys Keys { get; }

    /// <summary>All its terms, positive and negative.</summary>
    public IEnumerable<EventTerm> Terms => Pattern.Slots.Concat(Pattern.Negates);

    /// <summary>What else it must be shown: the ends of jobs, so that it forgets them.</summary>
    public EventSignals Endings { get; }

    /// <summary>Number of keys that have something to remember.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>Events that were not remembered because a key had reached its bound.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Says which pattern its matches are shown to.</summary>
    public void PutInside(RuleWatch around)
    {
        Around = around;
        (SlotsAround, NegatesAround) = (Bits(around.Pattern.Inner), Bits(around.Pattern.InnerNegates));
    }

    /// <summary>Whether an event means anything to the rule, and which terms it meets, one bit each.</summary>
    public bool Accepts(in ObservedEvent seen, in SimulationEvent happened, out ulong slots, out ulong negates)
    {
        slots = Test(Pattern.Slots.AsSpan(), seen, happened);
        negates = Test(Pattern.Negates.AsSpan(), seen, happened);
        return (slots | negates) != 0 || Ending(seen);
    }

    /// <summary>Shows an event to the matcher of a key; the key, or <c>null</c> when there is nothing to do.</summary>
    public WatchedKey? Observe(
        long key, in ObservedEvent seen, in SimulationEvent happened, ulong slots, ulong negates,
        List<Match<SeenEvent>> matches)
    {
        SeenEvent payload = new(happened, seen.Job, seen.RunTicks);
        WatchedKey? watched = Observe(key, happened.Time.Ticks, slots, negates, payload, matches);
        if (watched is not null)
        {
            watched.Ended |= Ending(seen);
        }

        return watched;
    }

    /// <summary>The same for a match of a pattern inside it.</summary>
    public WatchedKey? Observe(
        long key, long ticks, ulong slots, ulong negates, in SeenEvent payload, List<Match<SeenEvent>> matches)
    {
        WatchedKey? watched = Find(key, slots, negates);
        if (watched is not null)
        {
            long forgotten = watched.Matcher.Forgotten;
            watched.Matcher.Observe(ticks, slots, negates, payload, matches);
            Forgotten += watched.Matcher.Forgotten - forgotten;
        }

        return watched;
    }

    /// <summary>Lets go of a key that has nothing to wait for.</summary>
    public void Release(WatchedKey watched)
    {
        IMatcher<SeenEvent> matcher = watched.Matcher;
        if (matcher.Deadline != long.MaxValue || !(watched.Ended || matcher.IsEmpty) || !_keys.Remove(watched.Key))
        {
            return;
        }

        matcher.Clear();
        watched.Queued = long.MaxValue;
        _spare.Push(matcher);
    }

    private bool Ending(in ObservedEvent seen) => (seen.Signal & Endings) != 0;

    private WatchedKey? Find(long key, ulong slots, ulong negates)
    {
        if (key < 0 || _keys.TryGetValue(key, out WatchedKey? watched))
        {
            return key < 0 ? null : _keys[key];
        }

        PatternSpec spec = Pattern.Spec;
        ulong opening = spec.Shape == PatternShape.Set ? ulong.MaxValue : 1;
        if ((slots & opening) == 0 && (negates == 0 || spec.Left == 0))
        {
            return null;
        }

        watched = new WatchedKey(this, key, _spare.TryPop(out var spare) ? spare : spec.NewMatcher<SeenEvent>());
        _keys.Add(key, watched);
        return watched;
    }

    private ulong Test(ReadOnlySpan<EventTerm> terms, in ObservedEvent seen, in SimulationEvent happened)
    {
        ulong met = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            ref readonly EventTerm term = ref terms[i];
            bool accepted = term.Accepts(seen)
                && (term.Where is null || _facts.Meets(term.Where, seen.Job, happened.Node, happened.Time));
            met |= accepted ? 1UL << i : 0;
        }

        return met;
    }

    private ulong Bits(ImmutableArray<RulePattern<EventTerm>> places)
    {
        ulong bits = 0;
        for (int i = 0; i < places.Length; i++)
        {
            bits |= ReferenceEquals(places[i], Pattern) ? 1UL << i : 0;
        }

        return bits;
    }
}
