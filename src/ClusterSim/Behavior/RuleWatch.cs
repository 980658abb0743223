using ClusterSim.Behavior.Facts;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;

namespace ClusterSim.Behavior;

/// <summary>One rule at work: a matcher for each value of its correlation that has something to remember.</summary>
internal sealed class RuleWatch
{
    private const EventSignals Ends = EventSignals.AnyEnd | EventSignals.Rejected;

    private readonly Dictionary<long, WatchedKey> _keys = [];
    private readonly Stack<IMatcher<SeenEvent>> _spare = [];
    private readonly JobFacts _facts;
    public RuleWatch(int index, CreRule rule, CorrelationKeys keys, JobFacts facts)
    {
        (Index, Rule, Keys, _facts) = (index, rule, keys, facts);
        Endings = rule.Correlation == RuleCorrelation.Job ? Ends : EventSignals.None;
    }

    public int Index { get; }

    public CreRule Rule { get; }

    public CorrelationKeys Keys { get; }

    /// <summary>All its terms, positive and negative.</summary>
    public IEnumerable<EventTerm> Terms => Rule.Pattern.Slots.Concat(Rule.Pattern.Negates);

    /// <summary>What else it must be shown: the ends of jobs, so that it forgets them.</summary>
    public EventSignals Endings { get; }

    /// <summary>Number of keys that have something to remember.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>Events that were not remembered because a key had reached its bound.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Whether an event means anything to the rule, and which terms it meets, one bit each.</summary>
    public bool Accepts(in ObservedEvent seen, in SimulationEvent happened, out ulong slots, out ulong negates)
    {
        slots = Test(Rule.Pattern.Slots.AsSpan(), seen, happened);
        negates = Test(Rule.Pattern.Negates.AsSpan(), seen, happened);
        return (slots | negates) != 0 || Ending(seen);
    }

    /// <summary>Shows an event to the matcher of a key; the key, or <c>null</c> when there is nothing to do.</summary>
    public WatchedKey? Observe(
        long key, in ObservedEvent seen, in SimulationEvent happened, ulong slots, ulong negates,
        List<Match<SeenEvent>> matches)
    {
        WatchedKey? watched = Find(key, slots, negates);
        if (watched is not null)
        {
            long forgotten = watched.Matcher.Forgotten;
            SeenEvent payload = new(happened, seen.Job, seen.RunTicks);
            watched.Matcher.Observe(happened.Time.Ticks, slots, negates, payload, matches);
            Forgotten += watched.Matcher.Forgotten - forgotten;
            watched.Ended |= Ending(seen);
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

        PatternSpec spec = Rule.Pattern.Spec;
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
}
