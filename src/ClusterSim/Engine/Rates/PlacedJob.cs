using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Rates;

/// <summary>A job where it runs: what its rate depends on.</summary>
/// <param name="Index">Index of the job.</param>
/// <param name="Spec">The job with its hidden profile.</param>
/// <param name="Demand">What it holds now; its number of instances differs from the request after a resize.</param>
/// <param name="Placement">Where it holds it.</param>
/// <param name="Done">Work done so far, in reference time.</param>
internal readonly record struct PlacedJob(int Index, Job Spec, Demand Demand, Placement Placement, TimeSpan Done);
