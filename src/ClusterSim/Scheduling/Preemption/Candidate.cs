namespace ClusterSim.Scheduling.Preemption;

/// <summary>
/// Somebody who wants resources in a pass: the first waiting job of a shape, or a running job that had to give way.
/// </summary>
/// <param name="Rank">Its place among all.</param>
/// <param name="Demand">What it needs.</param>
/// <param name="Shape">Its shape; <c>null</c> for a running job.</param>
internal readonly record struct Candidate(JobRank Rank, Demand Demand, RankedShape? Shape);
