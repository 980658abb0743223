using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Time;

namespace ClusterSim.Behavior;

/// <summary>
/// Watches a stream of events that may still grow, and tells what rules find as soon as they are certain. The clock is
/// that of the events, so that a stream gives the same verdicts however fast it comes.
/// </summary>
/// <param name="reader">The stream.</param>
/// <param name="monitor">The rules; made with <see cref="EventReader.Jobs"/> of the same reader.</param>
/// <param name="report">Called for each detection, in order.</param>
public sealed class StreamWatch(EventReader reader, RuleMonitor monitor, Action<Detection> report)
{
    private SimTime _seen;

    /// <summary>Detections so far.</summary>
    public long Detections { get; private set; }

    /// <summary>Takes in all events that are there.</summary>
    /// <param name="cancel">Stops between two events.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="Tables.TableFormatException">A row is damaged, and the reader refuses such rows.</exception>
    public long TakeIn(CancellationToken cancel = default)
    {
        long events = 0;
        while (!cancel.IsCancellationRequested && reader.Read(out SimulationEvent happened))
        {
            events++;
            if (happened.Time > _seen)
            {
                // Everything of the earlier moment has been seen: as in a run, its verdicts fall before anything else.
                monitor.AdvanceTo(_seen);
                monitor.AdvanceTo(new SimTime(happened.Time.Ticks - 1));
                _seen = happened.Time;
            }

            monitor.Observe(happened);
            Tell();
        }

        return events;
    }

    /// <summary>Says that nothing more has happened up to some moment; verdicts by then fall.</summary>
    /// <param name="now">The moment; one before the latest event changes nothing.</param>
    public void AdvanceTo(SimTime now)
    {
        monitor.AdvanceTo(SimTime.Max(now, _seen));
        Tell();
    }

    private void Tell()
    {
        if (monitor.Detections.Count == 0)
        {
            return;
        }

        foreach (Detection detection in monitor.TakeDetections())
        {
            Detections++;
            report(detection);
        }
    }
}
