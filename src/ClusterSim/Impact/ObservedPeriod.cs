using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Time;

namespace ClusterSim.Impact;

/// <summary>
/// The time over which capacity counts: from the first submission to the last end, or to the end of the run when jobs
/// were still running or waiting then.
/// </summary>
internal sealed class ObservedPeriod
{
    private readonly RunResult _run;
    private readonly double[]? _downSeconds;

    public ObservedPeriod(RunResult run)
    {
        _run = run;
        Start = run.Workload.FirstSubmit;
        LastEnd = Start;
        bool unfinished = false;
        foreach (JobResult job in run.Jobs)
        {
            Any |= JobMeasures.Ended(job);
            LastEnd = JobMeasures.Ended(job) ? SimTime.Max(LastEnd, job.EndTime) : LastEnd;
            unfinished |= job.Status is Scheduling.JobStatus.Running or Scheduling.JobStatus.Pending;
        }

        End = unfinished ? SimTime.Max(run.EndTime, LastEnd) : LastEnd;
        _downSeconds = run.Options.Failures is null ? DownSeconds() : null;
    }

    /// <summary>First submission.</summary>
    public SimTime Start { get; }

    /// <summary>Last end of a job.</summary>
    public SimTime LastEnd { get; }

    /// <summary>End of the period.</summary>
    public SimTime End { get; }

    /// <summary>Whether a job ended.</summary>
    public bool Any { get; }

    /// <summary>Length of the period.</summary>
    public double Seconds => (End - Start).TotalSeconds;

    /// <summary>Whether the time that nodes were down is known: it is listed, and none failed at random.</summary>
    public bool DownTimeKnown => _downSeconds is not null;

    /// <summary>
    /// Capacity in units of <paramref name="of"/> times seconds, less what was down where that is known.
    /// </summary>
    public double Capacity(Func<Node, double> of)
    {
        double capacity = 0;
        for (int node = 0; node < _run.Platform.Nodes.Length; node++)
        {
            capacity += of(_run.Platform.Nodes[node]) * (Seconds - (_downSeconds?[node] ?? 0));
        }

        return capacity;
    }

    private double[] DownSeconds()
    {
        double[] down = new double[_run.Platform.Nodes.Length];
        foreach (var changes in _run.Options.NodeChanges.GroupBy(change => change.Node))
        {
            // As in the run: changes of one instant in the order of the list, each failure needs its own repair.
            int reasons = 0;
            SimTime since = Start;
            foreach (NodeChange change in changes.OrderBy(change => change.Time))
            {
                SimTime at = SimTime.Min(SimTime.Max(change.Time, Start), End);
                down[changes.Key] += reasons > 0 ? (at - since).TotalSeconds : 0;
                since = at;
                reasons = Math.Max(0, reasons + (change.Up ? -1 : 1));
            }

            down[changes.Key] += reasons > 0 ? (End - since).TotalSeconds : 0;
        }

        return down;
    }
}
