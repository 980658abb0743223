using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// One pattern of a rule over logs at work: a matcher for each value of what its entries must have in common.
/// </summary>
internal sealed class LogBranch
{
    private const int FirstSweep = 1024;

    private readonly RulePattern<LogTerm> _pattern;
    private readonly string[] _names;
    private readonly Dictionary<string, IMatcher<SeenEntry>> _matchers = new(StringComparer.Ordinal);
    private readonly SortedSet<(long Deadline, string Key)> _waiting =
        new(Comparer<(long Deadline, string Key)>.Create(static (a, b) =>
            a.Deadline != b.Deadline ? a.Deadline.CompareTo(b.Deadline) : string.CompareOrdinal(a.Key, b.Key)));

    private int _sweepAt = FirstSweep;

    /// <summary>A branch that has seen nothing yet.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="around">The names that the pattern around it correlates; none for that of a rule.</param>
    public LogBranch(RulePattern<LogTerm> pattern, IEnumerable<string> around)
    {
        _pattern = pattern;
        string[] known = [.. pattern.Leaves.SelectMany(leaf => leaf.Slots.Concat(leaf.Negates))
            .SelectMany(term => term.Extracts).Select(extract => extract.Name)];
        _names = [.. (pattern.Correlations.IsEmpty ? around : pattern.Correlations).Intersect(known)];
        Inner =
        [
            .. pattern.Inner.Concat(pattern.InnerNegates).Distinct().Select(one => new LogBranch(one, _names)),
        ];
    }

    /// <summary>The branches of the patterns inside.</summary>
    public ImmutableArray<LogBranch> Inner { get; }

    /// <summary>When time alone will make a verdict certain here or inside.</summary>
    public long Deadline => Inner.Select(one => one.Deadline).Append(_waiting.Min is { Key: not null } first
        ? first.Deadline
        : long.MaxValue).Min();

    /// <summary>Number of values that have something to remember.</summary>
    public int Keys => _matchers.Count;

    /// <summary>Shows an entry to the terms of all leaves.</summary>
    public void Observe(in LogEntry entry, List<Match<SeenEntry>> matches)
    {
        foreach (LogBranch inner in Inner)
        {
            List<Match<SeenEntry>> parts = [];
            inner.Observe(entry, parts);
            Take(inner, parts, matches);
        }

        if (!Inner.IsEmpty || (entry.Source is { } source && source != _pattern.Source))
        {
            return;
        }

        var values = ImmutableDictionary<string, string>.Empty;
        ulong slots = Test(_pattern.Slots, entry.Text, ref values);
        ulong negates = Test(_pattern.Negates, entry.Text, ref values);
        if ((slots | negates) != 0)
        {
            Show(entry.Nanoseconds, slots, negates, new SeenEntry([entry], values), matches);
        }
    }

    /// <summary>Lets the verdicts fall that wait for a moment, here and inside.</summary>
    public void AdvanceTo(long now, List<Match<SeenEntry>> matches)
    {
        foreach (LogBranch inner in Inner)
        {
            List<Match<SeenEntry>> parts = [];
            inner.AdvanceTo(now, parts);
            Take(inner, parts, matches);
        }

        while (_waiting.Min is { Key: not null } first && first.Deadline <= now)
        {
            _waiting.Remove(first);
            IMatcher<SeenEntry> matcher = _matchers[first.Key];
            matcher.AdvanceTo(now, matches);
            Await(first.Key, matcher);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _matchers.Clear();
        _waiting.Clear();
        foreach (LogBranch inner in Inner)
        {
            inner.Clear();
        }
    }

    private void Take(LogBranch inner, List<Match<SeenEntry>> parts, List<Match<SeenEntry>> matches)
    {
        foreach (Match<SeenEntry> part in parts)
        {
            SeenEntry seen = Together(part.Events);
            Show(part.Time, Bits(_pattern.Inner, inner), Bits(_pattern.InnerNegates, inner), seen, matches);
        }
    }

    private static SeenEntry Together(SeenEntry[] seen)
    {
        var values = ImmutableDictionary<string, string>.Empty;
        foreach ((string name, string value) in seen.SelectMany(one => one.Values))
        {
            values = values.ContainsKey(name) ? values : values.Add(name, value);
        }

        return new SeenEntry([.. seen.SelectMany(one => one.Entries)], values);
    }

    private void Show(long time, ulong slots, ulong negates, SeenEntry seen, List<Match<SeenEntry>> matches)
    {
        if (Array.TrueForAll(_names, seen.Values.ContainsKey))
        {
            Show(string.Join('\u001f', _names.Select(name => seen.Values[name])), time, slots, negates, seen, matches);
        }
        else if (negates != 0)
        {
            // What denies a match and does not say whose, denies everybody's.
            foreach (string key in _matchers.Keys.Order(StringComparer.Ordinal).ToArray())
            {
                Show(key, time, 0, negates, seen, matches);
            }
        }
    }

    private void Show(
        string key, long time, ulong slots, ulong negates, SeenEntry seen, List<Match<SeenEntry>> matches)
    {
        if (!_matchers.TryGetValue(key, out IMatcher<SeenEntry>? matcher))
        {
            Sweep(time, matches);
            _matchers.Add(key, matcher = _pattern.Spec.NewMatcher<SeenEntry>());
        }

        _waiting.Remove((matcher.Deadline, key));
        matcher.Observe(time, slots, negates, seen, matches);
        Await(key, matcher);
    }

    private void Await(string key, IMatcher<SeenEntry> matcher)
    {
        if (matcher.Deadline != long.MaxValue)
        {
            _waiting.Add((matcher.Deadline, key));
        }
        else if (matcher.IsEmpty && _names.Length > 0)
        {
            _matchers.Remove(key);
        }
    }

    // Values that come once and never again are let go of when there are twice as many as were left the last time.
    private void Sweep(long time, List<Match<SeenEntry>> matches)
    {
        if (_matchers.Count < _sweepAt)
        {
            return;
        }

        foreach ((string key, IMatcher<SeenEntry> matcher) in
                 _matchers.Where(one => one.Value.Deadline == long.MaxValue).ToArray())
        {
            matcher.Observe(time, 0, 0, new SeenEntry([], ImmutableDictionary<string, string>.Empty), matches);
            Await(key, matcher);
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _matchers.Count);
    }

    private static ulong Test(
        ImmutableArray<LogTerm> terms, string text, ref ImmutableDictionary<string, string> values)
    {
        ulong met = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            if (!terms[i].Accepts(text))
            {
                continue;
            }

            met |= 1UL << i;
            foreach (LogExtract extract in terms[i].Extracts)
            {
                values = !values.ContainsKey(extract.Name) && extract.Of(text) is { } value
                    ? values.Add(extract.Name, value)
                    : values;
            }
        }

        return met;
    }

    private static ulong Bits(ImmutableArray<RulePattern<LogTerm>> places, LogBranch inner)
    {
        ulong bits = 0;
        for (int i = 0; i < places.Length; i++)
        {
            bits |= ReferenceEquals(places[i], inner._pattern) ? 1UL << i : 0;
        }

        return bits;
    }
}
