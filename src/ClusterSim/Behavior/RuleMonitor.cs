using System.Collections.Immutable;
using System.Numerics;
using ClusterSim.Behavior.Facts;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Platforms;
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
    private readonly WatchIndex _index;
    private readonly JobFacts _facts;
    private readonly List<Detection> _detections = [];
    private int _taken;
    private readonly List<Match<SeenEvent>> _matches = [];
    private readonly PriorityQueue<WatchedKey, (long Time, int Rule, long Key)> _deadlines = new();

    /// <summary>A monitor that has seen nothing yet.</summary>
    /// <param name="rules">
    /// The rules; their order decides the order of detections of one moment. Rules over logs are passed over.
    /// </param>
    /// <param name="jobs">What is known of the jobs: a workload, or the directory of a stream of events.</param>
    /// <param name="platform">
    /// The cluster, for rules that ask for free GPUs, shares of the cluster or GPUs of a node; <c>null</c> when it is
    /// not known, so that those are not, either.
    /// </param>
    /// <param name="texts">
    /// Text of a log line by the detail of its event, for rules about logs; <c>null</c> when there are no logs.
    /// </param>
    public RuleMonitor(
        ImmutableArray<RuleSet> rules, IJobDirectory jobs, Platform? platform = null, Func<int, string>? texts = null)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        _facts = new JobFacts(jobs, platform, texts);
        CreRule[] all = [.. rules.SelectMany(set => set.Rules).Where(rule => rule.OverLogs is null)];
        _watches = [.. RuleWatches.Of(all, _facts)];
        _index = new WatchIndex(_watches);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Detection> Detections => _detections;

    /// <summary>
    /// What has been found since the last call. It is <see cref="Detections"/> no more: a stream without an end has
    /// detections without an end. Not for the monitor of a run, whose list the engine reads.
    /// </summary>
    public ImmutableArray<Detection> TakeDetections()
    {
        ImmutableArray<Detection> taken = [.. _detections];
        _taken += taken.Length;
        _detections.Clear();
        return taken;
    }

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
        ReadOnlySpan<ulong> listening = _index.Find(seen);
        for (int word = 0; word < listening.Length; word++)
        {
            for (ulong rest = listening[word]; rest != 0; rest &= rest - 1)
            {
                RuleWatch watch = _watches[(word * 64) + BitOperations.TrailingZeroCount(rest)];
                if (watch.Accepts(seen, happened, out ulong slots, out ulong negates))
                {
                    Show(watch, seen, happened, slots, negates);
                }
            }
        }
    }

    private void Show(
        RuleWatch watch, in ObservedEvent seen, in SimulationEvent happened, ulong slots, ulong negates)
    {
        long key = watch.Keys.Of(happened, seen.Job);
        if (key >= 0)
        {
            Show(watch, key, seen, happened, slots, negates);
        }
        else if (watch.Keys.Correlation == RuleCorrelation.Gpu && seen.Job is not null)
        {
            foreach ((int node, int device) in seen.Job.Devices)
            {
                Show(watch, CorrelationKeys.OfDevice(node, device), seen, happened, slots, negates);
            }
        }
    }

    private void Show(
        RuleWatch watch, long key, in ObservedEvent seen, in SimulationEvent happened, ulong slots, ulong negates)
    {
        if (watch.Observe(key, seen, happened, slots, negates, _matches) is { } watched)
        {
            Settle(watched);
        }
    }

    private void Settle(WatchedKey watched)
    {
        Match<SeenEvent>[] found = [.. _matches];
        _matches.Clear();
        foreach (Match<SeenEvent> match in found)
        {
            if (watched.Watch.Around is { } around)
            {
                Pass(watched, around, match);
            }
            else
            {
                Detect(watched, match);
            }
        }

        long deadline = watched.Matcher.Deadline;
        if (deadline < watched.Queued)
        {
            watched.Queued = deadline;
            _deadlines.Enqueue(watched, (deadline, watched.Watch.Index, watched.Key));
        }

        watched.Watch.Release(watched);
    }

    /// <summary>Shows a match of a pattern inside a rule to the pattern around it.</summary>
    private void Pass(WatchedKey watched, RuleWatch around, Match<SeenEvent> match)
    {
        RuleWatch inner = watched.Watch;
        SeenEvent blamed = SeenEvent.Blamed(match.Events);
        bool origin = inner.Pattern.IsOrigin || blamed.IsOrigin;
        SeenEvent part = blamed with { Within = match.Events, IsOrigin = origin };
        long key = around.Keys == inner.Keys ? watched.Key : around.Keys.Of(blamed.Event, blamed.Job);
        WatchedKey? shown =
            around.Observe(key, match.Time, inner.SlotsAround, inner.NegatesAround, part, _matches);
        if (shown is not null)
        {
            Settle(shown);
        }
    }

    private void Detect(WatchedKey watched, Match<SeenEvent> match)
    {
        CreRule rule = watched.Watch.Rule;
        ImmutableArray<SeenEvent> evidence = [.. SeenEvent.Flatten(match.Events).OrderBy(e => e.Event.Time)];
        SeenEvent blamed = watched.Watch.Pattern.Inner.IsEmpty
            ? SeenEvent.Blamed([.. evidence])
            : SeenEvent.Blamed(match.Events);
        SimTime time = new(match.Time);
        if (rule.Where is not null && !_facts.Meets(rule.Where, blamed.Job, blamed.Event.Node, time))
        {
            return;
        }

        int number = blamed.Event.Job;
        _detections.Add(new Detection(
            _taken + _detections.Count, rule.RuleId, rule.CreId, time, number,
            watched.Watch.Keys.NameOf(watched.Key, blamed.Job), [.. evidence.Select(e => e.Event)],
            rule.Action is null || blamed.Job is null
                ? null
                : RecommendationMaker.Make(rule.Action, blamed.Job, number, time, evidence))
        {
            JobId = blamed.Job?.Id ?? "",
        });
    }

    /// <summary>The deadline at the head of the queue, after entries that have been overtaken were put right.</summary>
    private long EarliestDeadline()
    {
        while (_deadlines.TryPeek(out WatchedKey? watched, out (long Time, int Rule, long Key) queued))
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
