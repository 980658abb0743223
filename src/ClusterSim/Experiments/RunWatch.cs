using ClusterSim.Events;

namespace ClusterSim.Experiments;

/// <summary>Tells the progress of one run and stops it when the experiment is cancelled.</summary>
internal sealed class RunWatch(Scenario scenario, IExperimentProgress? progress, CancellationToken cancel)
    : IEventObserver
{
    // Often enough for a smooth bar, seldom enough to cost nothing.
    private const int Batch = 256;
    private int _events;
    private int _left;

    public void Observe(in SimulationEvent happened)
    {
        // A failed job that is tried again had not left for good.
        _left += Leaves(happened) ? 1 : happened.Kind == EventKind.JobRetried ? -1 : 0;
        if (++_events == Batch)
        {
            Flush();
        }
    }

    /// <summary>Passes on what has not been told yet.</summary>
    public void Flush()
    {
        cancel.ThrowIfCancellationRequested();
        if (_left != 0)
        {
            progress?.Advanced(scenario, _left);
        }

        (_events, _left) = (0, 0);
    }

    private static bool Leaves(in SimulationEvent happened) => happened.Kind switch
    {
        EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut
            or EventKind.JobRejected => true,
        // A reclaim that took away useful work returns the job to the queue.
        EventKind.JobReclaimed => happened.Value == 0,
        _ => false,
    };
}
