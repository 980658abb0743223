using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>Recommends what a test says, when the test says it, whatever happens in the run.</summary>
internal sealed class ScriptedMonitor : IBehaviorMonitor
{
    private readonly ImmutableArray<Hint> _hints;
    private readonly List<Detection> _detections = [];

    public ScriptedMonitor(IEnumerable<Hint> hints) => _hints = [.. hints.OrderBy(hint => hint.At)];

    public IReadOnlyList<Detection> Detections => _detections;

    public SimTime NextDeadline => _detections.Count < _hints.Length
        ? SimTime.FromSeconds(_hints[_detections.Count].At)
        : SimTime.Never;

    public void Observe(in SimulationEvent happened)
    {
    }

    public void AdvanceTo(SimTime now)
    {
        while (NextDeadline <= now && _detections.Count < _hints.Length)
        {
            Hint hint = _hints[_detections.Count];
            SimTime time = SimTime.FromSeconds(hint.At);
            Recommendation advice = new(
                hint.Action, hint.Job, hint.Expected, hint.Confidence, hint.TargetGpus, "Because the test says so.");
            _detections.Add(new Detection(
                _detections.Count, hint.Rule, hint.Rule, time, hint.Job, "",
                [new SimulationEvent(time, EventKind.UtilizationChanged, hint.Job)], advice));
        }
    }
}
