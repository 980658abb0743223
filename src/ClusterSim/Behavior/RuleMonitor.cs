using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior;

/// <summary>
/// Watches a run with CRE rules. Each rule has a matcher for each value of its correlation; events that mean nothing to
/// any rule allocate nothing. Verdicts fall by the simulated clock, at the moment when the last window closes.
/// </summary>
public sealed class RuleMonitor : IBehaviorMonitor
{
    private readonly RuleWatch[] _watches;
    private readonly JobFacts _facts;
    private readonly RecommendationMaker _recommendations;
    private readonly List<Detection> _detections = [];
    private readonly List<Match<SimulationEvent>> _matches = [];
    private readonly PriorityQueue<WatchedKey, (long Time, int Rule, int Key)> _deadlines = new();

    /// <summary>A monitor that has seen nothing yet.</summary>
    /// <param name="rules">The rules; their order decides the order of detections of one moment.</param>
    /// <param name="workload">The jobs of the run; only ids and requests are read, never profiles.</param>
    public RuleMonitor(ImmutableArray<RuleSet> rules, Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        _facts = new JobFacts(workload);
        _recommendations = new RecommendationMaker(workload, _facts);
        Dictionary<RuleCorrelation, CorrelationKeys> keys = [];
        CreRule[] all = [.. rules.SelectMany(set => set.Rules)];
        foreach (RuleCorrelation correlation in all.Select(rule => rule.Correlation).Distinct())
        {
            keys.Add(correlation, new CorrelationKeys(correlation, workload, _facts));
        }

        _watches = [.. all.Select((rule, i) => new RuleWatch(i, rule, keys[rule.Correlation]))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Detection> Detections => _detections;

    /// <inheritdoc/>
    public SimTime NextDeadline => new(EarliestDeadline());

    /// <summary>
    /// Events that were not remembered because a term already remembered 4,096 of them for one key: the bound of a
    /// rule's memory. 0 means that every verdict rests on all events.
    /// </summary>
    public long ForgottenEvents => _watches.Sum(watch => watch.Forgotten);

    internal int WatchedKeys => _watches.Sum(watch => watch.KeyCount);

    /// <inheritdoc/>
    public void AdvanceTo(SimTime now)
    {
        while (EarliestDeadline() is var due && due <= now.Ticks && due != long.MaxValue)
        {
            WatchedKey watched = _deadlines.Dequeue();
            watched.Queued = long.MaxValue;
            watched.Matcher.AdvanceTo(due, _matches);
            Settle(watched);
        }
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        EventSignals signal = EventVocabulary.SignalOf(happened);
        if (signal == EventSignals.None)
        {
            return;
        }

        AdvanceTo(new SimTime(happened.Time.Ticks - 1));
        ObservedEvent seen = _facts.Observe(happened, signal);
        foreach (RuleWatch watch in _watches)
        {
            if (watch.Observe(seen, happened, _matches) is { } watched)
            {
                Settle(watched);
            }
        }
    }

    private void Settle(WatchedKey watched)
    {
        foreach (Match<SimulationEvent> match in _matches)
        {
            Detect(watched, match);
        }

        _matches.Clear();
        long deadline = watched.Matcher.Deadline;
        if (deadline < watched.Queued)
        {
            watched.Queued = deadline;
            _deadlines.Enqueue(watched, (deadline, watched.Watch.Index, watched.Key));
        }

        watched.Watch.Release(watched);
    }

    private void Detect(WatchedKey watched, Match<SimulationEvent> match)
    {
        CreRule rule = watched.Watch.Rule;
        ImmutableArray<SimulationEvent> evidence = [.. match.Events.OrderBy(e => e.Time)];
        int job = evidence.LastOrDefault(e => e.Job >= 0, new SimulationEvent(default, default)).Job;
        SimTime time = new(match.Time);
        _detections.Add(new Detection(
            _detections.Count, rule.RuleId, rule.CreId, time, job, watched.Watch.Keys.NameOf(watched.Key), evidence,
            rule.Action is null || job < 0 ? null : _recommendations.Make(rule.Action, job, time, evidence)));
    }

    /// <summary>The deadline at the head of the queue, after entries that have been overtaken were put right.</summary>
    private long EarliestDeadline()
    {
        while (_deadlines.TryPeek(out WatchedKey? watched, out (long Time, int Rule, int Key) queued))
        {
            long deadline = watched.Queued == queued.Time ? watched.Matcher.Deadline : long.MaxValue;
            if (deadline == queued.Time)
            {
                return deadline;
            }

            _deadlines.Dequeue();
            if (watched.Queued == queued.Time)
            {
                watched.Queued = deadline;
                if (deadline != long.MaxValue)
                {
                    _deadlines.Enqueue(watched, (deadline, queued.Rule, queued.Key));
                }
            }
        }

        return long.MaxValue;
    }
}
