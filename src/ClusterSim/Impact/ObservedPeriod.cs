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
    private readonly DownTime? _down;

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
        _down = DownTime.Of(run, Start, End);
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

    /// <summary>Whether the time that nodes and GPUs were down is known.</summary>
    public bool DownTimeKnown => _down is not null;

    /// <summary>
    /// Capacity in units of <paramref name="of"/> times seconds, less what was down where that is known.
    /// </summary>
    public double Capacity(Func<Node, double> of)
    {
        double capacity = 0;
        for (int node = 0; node < _run.Platform.Nodes.Length; node++)
        {
            capacity += of(_run.Platform.Nodes[node]) * (Seconds - (_down?.NodeSeconds[node] ?? 0));
        }

        return capacity;
    }

    /// <summary>GPU-seconds, less those of nodes and GPUs that were down where that is known.</summary>
    public double GpuCapacity() => Capacity(node => node.Gpus) - (_down?.GpuSeconds.Sum() ?? 0);

    /// <summary>Capacity in units of <paramref name="of"/> times seconds, down or not.</summary>
    public double Installed(Func<Node, double> of) => Seconds * _run.Platform.Nodes.Sum(of);
}
