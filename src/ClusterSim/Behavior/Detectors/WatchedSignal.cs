using ClusterSim.Events;
using ClusterSim.Statistics;

namespace ClusterSim.Behavior.Detectors;

/// <summary>The signal of one job, or of one of its devices, and what is remembered of it.</summary>
internal sealed class WatchedSignal(SignalWindow level, ShiftWindow shift, IChangeDetector? suspicion)
{
    /// <summary>The job.</summary>
    public int Job { get; set; }

    /// <summary>The device; -1 for the job as a whole.</summary>
    public int Device { get; set; }

    public SignalWindow Level => level;

    public ShiftWindow Shift => shift;

    /// <summary>The newest sample that counted.</summary>
    public SimulationEvent Newest { get; set; }

    /// <summary>The sample in force when the suspicion arose.</summary>
    public SimulationEvent Suspect { get; set; }

    /// <summary>Panes for which the suspicion still holds; 0 when there is none.</summary>
    public int SuspectedPanes { get; private set; }

    /// <summary>Takes in the mean of a pane.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="patience">Panes for which a suspicion holds; then the method starts afresh.</param>
    public void Add(double mean, int patience)
    {
        shift.Add(mean);
        bool alarm = suspicion?.Observe(mean) ?? true;
        if (SuspectedPanes > 0 && --SuspectedPanes == 0)
        {
            suspicion?.Reset();
        }
        else if (alarm && SuspectedPanes == 0)
        {
            (SuspectedPanes, Suspect) = (patience, Newest);
        }
    }

    /// <summary>Forgets the levels: another one is to be expected.</summary>
    public void Restart()
    {
        level.Clear();
        shift.Clear();
        suspicion?.Reset();
        SuspectedPanes = 0;
    }
}
