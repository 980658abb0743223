namespace ClusterSim.Workloads;

/// <summary>
/// A stretch of a job's life with constant GPU utilization, lasting until the next phase or the end of the job.
/// </summary>
/// <param name="Start">Progress at which the phase begins, in reference time since the job's first start.</param>
/// <param name="UtilizationPermille">GPU utilization in 1/1000 of the GPUs held, 0 to 1000.</param>
/// <param name="Kind">What the job does.</param>
public readonly record struct UtilizationPhase(TimeSpan Start, int UtilizationPermille, PhaseKind Kind);
