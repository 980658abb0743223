using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;

namespace ClusterSim.Behavior;

/// <summary>One rule at work: a matcher for each value of its correlation that has something to remember.</summary>
internal sealed class RuleWatch
{
    private const EventSignals Ends = EventSignals.AnyEnd | EventSignals.Rejected;

    private readonly Dictionary<int, WatchedKey> _keys = [];
    private readonly Stack<IMatcher<SimulationEvent>> _spare = [];
    private readonly EventSignals _interest;

    public RuleWatch(int index, CreRule rule, CorrelationKeys keys)
    {
        (Index, Rule, Keys) = (index, rule, keys);
        foreach (EventTerm term in rule.Pattern.Slots.AddRange(rule.Pattern.Negates))
        {
            _interest |= term.Signals;
        }

        _interest |= rule.Correlation == RuleCorrelation.Job ? Ends : EventSignals.None;
    }

    public int Index { get; }

    public CreRule Rule { get; }

    public CorrelationKeys Keys { get; }

    /// <summary>Number of keys that have something to remember.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>Events that were not remembered because a key had reached its bound.</summary>
    public long Forgotten { get; private set; }

    /// <summary>
    /// Shows the rule an event; the key that it concerns, or <c>null</c> when it means nothing to the rule.
    /// </summary>
    public WatchedKey? Observe(in ObservedEvent seen, in SimulationEvent happened, List<Match<SimulationEvent>> matches)
    {
        if ((seen.Signal & _interest) == 0)
        {
            return null;
        }

        ulong slots = Test(Rule.Pattern.Slots.AsSpan(), seen);
        ulong negates = Test(Rule.Pattern.Negates.AsSpan(), seen);
        bool ends = Rule.Correlation == RuleCorrelation.Job && (seen.Signal & Ends) != 0;
        if ((slots | negates) == 0 && !ends)
        {
            return null;
        }

        WatchedKey? watched = Find(Keys.Of(happened), slots, negates);
        if (watched is not null)
        {
            long forgotten = watched.Matcher.Forgotten;
            watched.Matcher.Observe(happened.Time.Ticks, slots, negates, happened, matches);
            Forgotten += watched.Matcher.Forgotten - forgotten;
            watched.Ended |= ends;
        }

        return watched;
    }

    /// <summary>Lets go of a key that has nothing to wait for.</summary>
    public void Release(WatchedKey watched)
    {
        IMatcher<SimulationEvent> matcher = watched.Matcher;
        if (matcher.Deadline != long.MaxValue || !(watched.Ended || matcher.IsEmpty) || !_keys.Remove(watched.Key))
        {
            return;
        }

        matcher.Clear();
        watched.Queued = long.MaxValue;
        _spare.Push(matcher);
    }

    private WatchedKey? Find(int key, ulong slots, ulong negates)
    {
        if (key < 0 || _keys.TryGetValue(key, out WatchedKey? watched))
        {
            return key < 0 ? null : _keys[key];
        }

        PatternSpec spec = Rule.Pattern.Spec;
        ulong opening = spec.Shape == PatternShape.Set ? ulong.MaxValue : 1;
        if ((slots & opening) == 0 && (negates == 0 || spec.Left == 0))
        {
            return null;
        }

        watched = new WatchedKey(this, key, _spare.TryPop(out var spare) ? spare : spec.NewMatcher<SimulationEvent>());
        _keys.Add(key, watched);
        return watched;
    }

    private static ulong Test(ReadOnlySpan<EventTerm> terms, in ObservedEvent seen)
    {
        ulong met = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            met |= terms[i].Accepts(seen) ? 1UL << i : 0;
        }

        return met;
    }
}
