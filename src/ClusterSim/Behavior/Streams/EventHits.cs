using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Streams;

/// <summary>
/// What monitors find in a stream of events that can be read twice: once to find, once to look up the rows that prove
/// it. Windows that are open when the stream ends give no verdict.
/// </summary>
public sealed class EventHits
{
    private EventHits(ImmutableArray<EventHit> hits, long events, IdleTime idle, SumsOfRules sums) =>
        (All, Events, Idle, IdleGpuHoursByRule) = (hits, events, idle, sums.ByRule);

    /// <summary>The hits by time.</summary>
    public ImmutableArray<EventHit> All { get; }

    /// <summary>Number of events.</summary>
    public long Events { get; }

    /// <summary>What the jobs held and did not use.</summary>
    public IdleTime Idle { get; }

    /// <summary>Idle GPU-hours behind the hits of each CRE id; an idle time counts once for each of them.</summary>
    public IReadOnlyDictionary<string, double> IdleGpuHoursByRule { get; }

    /// <summary>Finds.</summary>
    /// <param name="open">Begins a pass; called twice.</param>
    /// <param name="monitors">Makes the monitors for the jobs of a pass.</param>
    public static EventHits Find(
        Func<EventPass> open, Func<IJobDirectory, ImmutableArray<IBehaviorMonitor>> monitors)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(monitors);
        EventPass pass = open();
        Watch watch = new(pass.Jobs, monitors(pass.Jobs));
        pass.Replay(watch);
        watch.End(pass);
        Detection[] found = [.. watch.Detections()];
        EventPass again = open();
        EvidenceRows rows = new(found, again);
        again.Replay(rows);
        SumsOfRules sums = new(watch.Idle);
        ImmutableArray<EventHit> hits = [.. found.Select((detection, i) => rows.HitOf(detection, i, sums))];
        return new EventHits(hits, watch.Events, watch.Idle, sums);
    }

    /// <summary>Shows each event to all monitors.</summary>
    private sealed class Watch(IJobDirectory jobs, ImmutableArray<IBehaviorMonitor> monitors) : IEventObserver
    {
        public IdleTime Idle { get; } = new(jobs);

        public long Events { get; private set; }

        public void Observe(in SimulationEvent happened)
        {
            Events++;
            foreach (IBehaviorMonitor monitor in monitors)
            {
                monitor.Observe(happened);
            }

            Idle.Observe(happened);
        }

        public void End(EventPass pass)
        {
            foreach (IBehaviorMonitor monitor in monitors)
            {
                monitor.AdvanceTo(pass.End());
            }

            Idle.End(pass.End());
        }

        public IEnumerable<Detection> Detections() =>
            monitors.SelectMany(monitor => monitor.Detections).OrderBy(detection => detection.Time);
    }
}
