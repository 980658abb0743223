using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Behavior;

/// <summary>Several monitors as one: what they find is numbered in the order in which it was found.</summary>
internal sealed class MonitorGroup(params IBehaviorMonitor[] monitors) : IBehaviorMonitor
{
    private readonly List<Detection> _detections = [];
    private readonly int[] _taken = new int[monitors.Length];

    public IReadOnlyList<Detection> Detections => _detections;

    public SimTime NextDeadline
    {
        get
        {
            SimTime next = SimTime.Never;
            foreach (IBehaviorMonitor monitor in monitors)
            {
                next = SimTime.Min(next, monitor.NextDeadline);
            }

            return next;
        }
    }

    public void AdvanceTo(SimTime now)
    {
        // Deadline by deadline, so that the detections of all come in order of time.
        while (NextDeadline is { IsNever: false } due && due <= now)
        {
            foreach (IBehaviorMonitor monitor in monitors)
            {
                monitor.AdvanceTo(due);
            }

            Take();
        }
    }

    public void Observe(in SimulationEvent happened)
    {
        AdvanceTo(new SimTime(happened.Time.Ticks - 1));
        foreach (IBehaviorMonitor monitor in monitors)
        {
            monitor.Observe(happened);
        }

        Take();
    }

    private void Take()
    {
        for (int i = 0; i < monitors.Length; i++)
        {
            for (; _taken[i] < monitors[i].Detections.Count; _taken[i]++)
            {
                _detections.Add(monitors[i].Detections[_taken[i]] with { Index = _detections.Count });
            }
        }
    }
}
