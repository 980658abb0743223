using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Tests.Behavior;

/// <summary>A monitor that shows every event to every rule and every key, by the text of its terms.</summary>
internal sealed class NaiveMonitor(IReadOnlyList<NaiveRule> rules)
{
    private readonly (PatternSpec Spec, ImmutableArray<string> Slots)[] _compiled =
        [.. rules.Select(rule => rule.Compile())];

    private readonly Dictionary<(int Rule, long Key), (IMatcher<SimulationEvent> Matcher, bool Ended)> _matchers = [];
    private readonly Dictionary<(int Job, int Node, int Device, int Metric), double> _values = [];
    private readonly Dictionary<int, int> _phases = [], _nodes = [];
    private readonly HashSet<(int Job, int Node, int Device)> _devices = [];
    private readonly List<Match<SimulationEvent>> _matches = [];

    /// <summary>What was found: rule, time, and evidence in order of time.</summary>
    public List<(int Rule, SimTime Time, SimulationEvent[] Evidence)> Found { get; } = [];

    public void Observe(in SimulationEvent e)
    {
        AdvanceTo(e.Time.Ticks - 1);
        (double before, double after) = Take(e);
        for (int i = 0; i < rules.Count; i++)
        {
            foreach (long key in KeysOf(rules[i].Correlation, e))
            {
                Show(i, key, e, before, after);
            }
        }
    }

    public void AdvanceTo(long ticks)
    {
        foreach ((int Rule, long Key) at in _matchers.Keys.ToArray())
        {
            _matchers[at].Matcher.AdvanceTo(ticks, _matches);
            Settle(at);
        }
    }

    private void Show(int rule, long key, in SimulationEvent e, double before, double after)
    {
        (PatternSpec spec, ImmutableArray<string> slots) = _compiled[rule];
        (ulong met, ulong negates) = (0, 0);
        for (int i = 0; i < slots.Length; i++)
        {
            met |= NaiveRule.Meets(slots[i], e, before, after) ? 1UL << i : 0;
        }

        for (int i = 0; i < rules[rule].Negates.Length; i++)
        {
            negates |= NaiveRule.Meets(rules[rule].Negates[i].Term, e, before, after) ? 1UL << i : 0;
        }

        if (!_matchers.ContainsKey((rule, key)))
        {
            _matchers.Add((rule, key), (spec.NewMatcher<SimulationEvent>(), false));
        }

        (IMatcher<SimulationEvent> matcher, bool ended) = _matchers[(rule, key)];
        matcher.Observe(e.Time.Ticks, met, negates, e, _matches);
        bool ends = rules[rule].Correlation == "job" && e.Kind is (EventKind.JobCompleted or EventKind.JobFailed
            or EventKind.JobTimedOut or EventKind.JobCancelled);
        _matchers[(rule, key)] = (matcher, ended || ends);
        Settle((rule, key));
    }

    private void Settle((int Rule, long Key) at)
    {
        Found.AddRange(_matches.Select(
            m => (at.Rule, new SimTime(m.Time), m.Events.OrderBy(e => e.Time).ToArray())));
        _matches.Clear();

        // A job that has ended is forgotten as soon as no match waits.
        if (_matchers[at].Ended && _matchers[at].Matcher.Deadline == long.MaxValue)
        {
            _matchers.Remove(at);
        }
    }

    private IEnumerable<long> KeysOf(string correlation, SimulationEvent e) => correlation switch
    {
        "" => [0],
        "job" => e.Job >= 0 ? [e.Job] : [],
        "user" => e.Job >= 0 && RandomEvents.Workload.Jobs[e.Job].Request.User is { Length: > 0 } user ? [user[0]] : [],
        "node" => e.Node >= 0 ? [e.Node] : e.Job >= 0 && _nodes.TryGetValue(e.Job, out int n) && n >= 0 ? [n] : [],
        _ when e.Kind == EventKind.MetricSampled && e.Gpus >= 0 => [(e.Node * 100) + e.Gpus],
        _ => [.. _devices.Where(d => d.Job == e.Job).Select(d => (d.Node * 100L) + d.Device)],
    };

    private (double Before, double After) Take(in SimulationEvent e)
    {
        int job = e.Job;
        switch (e.Kind)
        {
            case EventKind.MetricSampled:
                if (e.Gpus >= 0)
                {
                    _devices.Add((job, e.Node, e.Gpus));
                }

                return Exchange((job, e.Node, e.Gpus, e.Detail), e.Value);
            case EventKind.UtilizationChanged:
                (double before, double after) = Exchange((job, -1, -1, (int)Metric.GpuUtilization), e.Value / 10);
                bool same = _phases.TryGetValue(job, out int phase) && phase == Math.Min(e.Detail, 3);
                _phases[job] = Math.Min(e.Detail, 3);
                return (same ? before : double.NaN, after);
            case EventKind.JobSubmitted or EventKind.JobRetried:
                return (double.NaN, double.NaN);
        }

        foreach (var at in _values.Keys.Where(at => at.Job == job && job >= 0).ToArray())
        {
            _values.Remove(at);
        }

        _phases.Remove(job);
        if (e.Kind is EventKind.JobStarted or EventKind.JobResized)
        {
            _nodes[job] = e.Node;
        }

        if (e.Kind == EventKind.JobStarted)
        {
            _devices.RemoveWhere(d => d.Job == job);
        }

        return (double.NaN, double.NaN);
    }

    private (double Before, double After) Exchange((int, int, int, int) at, double value)
    {
        double before = _values.GetValueOrDefault(at, double.NaN);
        _values[at] = value;
        return (before, value);
    }
}
