using ClusterSim.Behavior;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>Recommends a reclaim of every job some time after it started; who is right depends on the rule.</summary>
internal sealed class AfterStartMonitor(double afterSeconds, Func<int, Hint> hintFor) : IBehaviorMonitor
{
    private readonly Queue<(SimTime At, int Job)> _due = [];
    private readonly List<Detection> _detections = [];

    public IReadOnlyList<Detection> Detections => _detections;

    public SimTime NextDeadline => _due.TryPeek(out (SimTime At, int Job) next) ? next.At : SimTime.Never;

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobStarted)
        {
            _due.Enqueue((happened.Time + TimeSpan.FromSeconds(afterSeconds), happened.Job));
        }
    }

    public void AdvanceTo(SimTime now)
    {
        while (_due.TryPeek(out (SimTime At, int Job) next) && next.At <= now)
        {
            _due.Dequeue();
            Hint hint = hintFor(next.Job);
            _detections.Add(new Detection(
                _detections.Count, hint.Rule, hint.Rule, next.At, hint.Job, "", [],
                new Recommendation(hint.Action, hint.Job, hint.Expected, hint.Confidence, 0, "After its start.")));
        }
    }
}
