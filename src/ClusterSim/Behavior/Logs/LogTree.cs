using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// Finds a rule over logs whose sets and sequences contain others, or whose entries must have something in common. A
/// match of an inner pattern counts for the one around it at the moment at which it is certain.
/// </summary>
internal sealed class LogTree(RulePattern<LogTerm> pattern) : IMatcher<LogEntry>
{
    private readonly LogBranch _root = new(pattern, []);
    private readonly List<Match<SeenEntry>> _found = [];

    /// <summary>Whether a rule needs this, and not one matcher alone.</summary>
    public static bool IsNeeded(RulePattern<LogTerm> pattern) =>
        !pattern.Inner.IsEmpty
        || pattern.Slots.Concat(pattern.Negates).SelectMany(term => term.Extracts)
            .Any(extract => pattern.Correlations.Contains(extract.Name));

    /// <inheritdoc/>
    public long Deadline { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public bool IsEmpty => _root.Keys == 0 && _root.Inner.IsEmpty;

    /// <inheritdoc/>
    public long Forgotten => 0;

    /// <summary>Takes the next entry; the tree itself tests which terms it meets.</summary>
    public void Observe(long time, ulong slots, ulong negates, in LogEntry payload, List<Match<LogEntry>> matches)
    {
        Wait(time - 1, matches);
        if ((slots | negates) != 0)
        {
            _root.Observe(payload, _found);
        }

        Tell(matches);
    }

    /// <inheritdoc/>
    public void AdvanceTo(long now, List<Match<LogEntry>> matches)
    {
        Wait(now, matches);
        Tell(matches);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _root.Clear();
        Deadline = long.MaxValue;
    }

    // One moment after the other, so that what inner patterns find comes in order.
    private void Wait(long now, List<Match<LogEntry>> matches)
    {
        while (_root.Deadline is var due && due <= now && due != long.MaxValue)
        {
            _root.AdvanceTo(due, _found);
            Tell(matches);
        }
    }

    private void Tell(List<Match<LogEntry>> matches)
    {
        foreach (Match<SeenEntry> match in _found)
        {
            ImmutableArray<LogEntry> entries = [.. match.Events.SelectMany(seen => seen.Entries)];
            matches.Add(new Match<LogEntry>(match.Time, [.. entries]));
        }

        _found.Clear();
        Deadline = _root.Deadline;
    }
}
