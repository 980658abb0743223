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

    /// <summary>Place in the list of all that are watched.</summary>
    public int Slot { get; set; }

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
    /// <param name="patience">Panes for which a suspicion holds after the last alarm.</param>
    public void Add(double mean, int patience)
    {
        shift.Add(mean);
        bool alarm = suspicion?.Observe(mean) ?? true;
        if (alarm && SuspectedPanes == 0)
        {
            Suspect = Newest;
        }

        // The method goes on as it is: started afresh, it would take the level after the change for the usual one.
        SuspectedPanes = alarm ? patience : Math.Max(0, SuspectedPanes - 1);
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
