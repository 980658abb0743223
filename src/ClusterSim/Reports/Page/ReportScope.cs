using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Time;

namespace ClusterSim.Reports.Page;

/// <summary>The runs that a chapter of a report compares.</summary>
/// <param name="Name">What tells it from other chapters; empty when there is only one.</param>
/// <param name="Runs">The runs, the baseline first.</param>
/// <param name="Comparison">How the others differ from the baseline; <c>null</c> for a single run.</param>
internal sealed record ReportScope(string Name, ImmutableArray<ReportRun> Runs, Comparison? Comparison)
{
    /// <summary>Seeds that <see cref="Comparison"/> is over; with several, it is all that the chapter shows.</summary>
    public int Seeds { get; init; } = 1;

    public ReportRun Baseline => Runs[0];

    /// <summary>Whether jobs waited after their first start, so that the queueing delay is not all.</summary>
    public bool WaitsAfterStart { get; } = Runs.Any(run =>
        run.Result.Jobs.Any(job => !job.StartTime.IsNever && job.TotalWaitTime > job.StartTime - job.SubmitTime));

    /// <summary>The moment at which the last of the runs ended: all pictures over time reach to it.</summary>
    public SimTime End => Runs.Max(run => run.Result.EndTime);

    /// <summary>Whether GPUs are what the cluster is about; cores otherwise.</summary>
    public bool HasGpus => Baseline.Result.Platform.Nodes.Any(node => node.Gpus > 0);

    /// <summary>Whether the trace tells how busy held GPUs were; otherwise they count as fully busy.</summary>
    public bool BusyIsKnown => HasGpus && Runs.Any(run =>
        Math.Abs(run.Metrics.BusyGpuHours - run.Metrics.HeldGpuHours) > 1e-9 * run.Metrics.HeldGpuHours);

    public string Device => HasGpus ? "GPUs" : "cores";
}
