using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Detectors;

/// <summary>What the events have told about one job.</summary>
internal sealed class WatchedJob(JobRequest request)
{
    public JobRequest Request => request;

    /// <summary>When it entered the queue; never when that was not seen.</summary>
    public SimTime SubmitTime { get; init; } = SimTime.Never;

    public SimTime LastStart { get; set; } = SimTime.Never;

    public bool IsRunning { get; set; }

    /// <summary>Length of the run that ended last.</summary>
    public TimeSpan LastRun { get; set; }

    /// <summary>Length of all runs that have ended.</summary>
    public TimeSpan Ran { get; set; }

    /// <summary>GPUs that it holds or held last.</summary>
    public int Gpus { get; set; }

    /// <summary>First node of its last start; -1 when unknown.</summary>
    public int Node { get; set; } = -1;

    /// <summary>GPUs held, shares counted as shares.</summary>
    public double GpuShare => Gpus * request.PerInstance.GpuMilli / 1000.0;

    /// <summary>
    /// How long it goes on to hold its GPUs: as long again as it has run, the median for something whose length is not
    /// known (Gott, Nature 363, 1993), but no longer than its walltime lets it.
    /// </summary>
    public TimeSpan ExpectedRest(SimTime now)
    {
        TimeSpan run = IsRunning ? now - LastStart : LastRun;
        TimeSpan? left = request.Walltime - Ran - (IsRunning ? run : TimeSpan.Zero);
        return left is { } rest && rest < run ? (rest > TimeSpan.Zero ? rest : TimeSpan.Zero) : run;
    }
}
