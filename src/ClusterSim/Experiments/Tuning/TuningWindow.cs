using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Tuning;

/// <summary>Consecutive jobs of a trace that are run on their own, on an empty cluster.</summary>
/// <param name="Number">Place among the windows of the trace, from 1.</param>
/// <param name="Workload">The jobs, with the submit times of the trace.</param>
public sealed record TuningWindow(int Number, Workload Workload)
{
    /// <summary>First submission.</summary>
    public SimTime From => Workload.FirstSubmit;

    /// <summary>Last submission.</summary>
    public SimTime To => Workload.LastSubmit;
}
