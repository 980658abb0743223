namespace ClusterSim.Workloads;

/// <summary>How fast one job runs on one GPU model, as measured for that job.</summary>
/// <param name="GpuModel">Name of the model, as platforms name it.</param>
/// <param name="Speed">
/// Reference seconds of work per second with everything that the job asked for, on one node. 0 in a
/// <see cref="JobRequest"/>: the job does not run on this model, e.g. for want of memory.
/// </param>
/// <param name="SpreadSpeed">
/// The same over several nodes; it then takes the place of the platform's penalty for spread placements.
/// <c>null</c>: not measured.
/// </param>
public readonly record struct GpuSpeed(string GpuModel, double Speed, double? SpreadSpeed = null);
