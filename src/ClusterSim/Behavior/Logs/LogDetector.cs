using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// Finds the rules that the entries of one log meet. All rules together cost little more than one: an entry is searched
/// once for the fixed texts of all terms, and only the terms whose texts it holds are tested.
/// </summary>
public sealed class LogDetector
{
    private readonly CreRule[] _rules;
    private readonly LogTermIndex _terms;
    private readonly RuleTerms[] _uses;
    private readonly IMatcher<LogEntry>?[] _matchers;
    private readonly List<int> _met = [], _touched = [];
    private readonly SortedSet<(long Deadline, int Rule)> _waiting = [];
    private readonly ulong[] _slots, _negates;
    private readonly List<Match<LogEntry>> _matches = [];
    private long _last = long.MinValue, _read;

    /// <summary>A detector that has seen nothing yet.</summary>
    /// <param name="rules">Rules over logs; each reads every entry, whatever its source says.</param>
    /// <param name="likeUpstream">Whether the known defects of the community's own engine are reproduced.</param>
    public LogDetector(RuleSet rules, bool likeUpstream = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = [.. rules.Rules];
        RulePattern<LogTerm>[] patterns =
            [.. _rules.Select(rule => likeUpstream ? UpstreamForm(rule.OverLogs!) : rule.OverLogs!)];
        LogTerm[] distinct = [.. patterns.SelectMany(RuleTerms.TermsOf).Distinct()];
        _terms = new LogTermIndex(distinct);
        _uses = RuleTerms.Of(distinct, patterns);
        _matchers =
        [
            .. patterns.Select(pattern => pattern.IsSingle ? null
                : LogTree.IsNeeded(pattern) ? new LogTree(pattern)
                : pattern.Spec.NewMatcher<LogEntry>(likeUpstream || !pattern.Repeats)),
        ];
        (_slots, _negates) = (new ulong[_rules.Length], new ulong[_rules.Length]);
    }

    /// <summary>
    /// Entries older than one before them; only rules of a single term see those.
    /// </summary>
    public long LateEntries { get; private set; }

    /// <summary>Takes the next entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="hits">Receives the rules whose verdict became certain, in the order of the rules.</param>
    public void Observe(in LogEntry entry, ICollection<LogHit> hits)
    {
        ArgumentNullException.ThrowIfNull(hits);
        _read++;
        bool late = entry.Nanoseconds < _last;
        LateEntries += late ? 1 : 0;
        _last = Math.Max(_last, entry.Nanoseconds);
        Touch(entry.Text, late ? long.MinValue : entry.Nanoseconds);
        foreach (int rule in _touched)
        {
            Observe(rule, entry, late, hits);
            (_slots[rule], _negates[rule]) = (0, 0);
        }

        _touched.Clear();
    }

    /// <summary>Says that the log has ended: verdicts that wait for time to pass fall now.</summary>
    /// <param name="hits">Receives them, in the order of the rules.</param>
    public void End(ICollection<LogHit> hits)
    {
        ArgumentNullException.ThrowIfNull(hits);
        _waiting.Clear();
        for (int rule = 0; rule < _rules.Length; rule++)
        {
            _matchers[rule]?.AdvanceTo(long.MaxValue - 1, _matches);
            Report(rule, atEnd: true, hits);
        }
    }

    // The community's engine correlates nothing, and runs the last of several patterns alone.
    private static RulePattern<LogTerm> UpstreamForm(RulePattern<LogTerm> pattern) =>
        pattern.Leaves.Last() with { Correlations = [] };

    // The rules that the entry, or the time that it says has passed, means something to; in order.
    private void Touch(string text, long now)
    {
        _met.Clear();
        _terms.Find(text, _met);
        foreach (int term in _met)
        {
            foreach (RuleTerm use in _uses[term].Uses)
            {
                if (_slots[use.Rule] == 0 && _negates[use.Rule] == 0)
                {
                    _touched.Add(use.Rule);
                }

                _slots[use.Rule] |= use.Slots;
                _negates[use.Rule] |= use.Negates;
            }
        }

        foreach ((long deadline, int rule) in _waiting)
        {
            if (deadline >= now)
            {
                break;
            }

            if (_slots[rule] == 0 && _negates[rule] == 0)
            {
                _touched.Add(rule);
            }
        }

        _touched.Sort();
    }

    private void Observe(int rule, in LogEntry entry, bool late, ICollection<LogHit> hits)
    {
        if (_matchers[rule] is not { } matcher)
        {
            hits.Add(new LogHit(_rules[rule], [entry], _read, AtEnd: false));
            return;
        }

        if (late)
        {
            return;
        }

        long before = matcher.Deadline;
        matcher.Observe(entry.Nanoseconds, _slots[rule], _negates[rule], entry, _matches);
        if (matcher.Deadline != before)
        {
            _waiting.Remove((before, rule));
            if (matcher.Deadline != long.MaxValue)
            {
                _waiting.Add((matcher.Deadline, rule));
            }
        }

        Report(rule, atEnd: false, hits);
    }

    private void Report(int rule, bool atEnd, ICollection<LogHit> hits)
    {
        foreach (Match<LogEntry> match in _matches)
        {
            hits.Add(new LogHit(_rules[rule], [.. match.Events], _read, atEnd));
        }

        _matches.Clear();
    }
}
