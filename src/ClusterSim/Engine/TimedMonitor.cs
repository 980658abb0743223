using ClusterSim.Behavior;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>Measures how long another monitor takes from an event to what it finds.</summary>
internal sealed class TimedMonitor(IBehaviorMonitor monitor, DecisionLatency latency) : IBehaviorMonitor
{
    private int _seen;

    public IReadOnlyList<Detection> Detections => monitor.Detections;

    public SimTime NextDeadline => monitor.NextDeadline;

    public void AdvanceTo(SimTime now)
    {
        long start = latency.Now;
        monitor.AdvanceTo(now);
        Note(start);
    }

    public void Observe(in SimulationEvent happened)
    {
        long start = latency.Now;
        monitor.Observe(happened);
        Note(start);
    }

    private void Note(long start)
    {
        int found = monitor.Detections.Count;
        if (found == _seen)
        {
            return;
        }

        TimeSpan length = latency.Since(start);
        for (; _seen < found; _seen++)
        {
            latency.Recommendations.Add(length);
        }
    }
}
