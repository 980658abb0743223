namespace ClusterSim.Engine;

/// <summary>How far GPUs of a model that are reserved sufficed over a run.</summary>
/// <param name="Model">The GPU model.</param>
/// <param name="Reserved">GPUs that are reserved; 0 or more.</param>
/// <param name="WithinGpuSeconds">GPU-seconds held while no more were held than are reserved.</param>
/// <param name="AboveGpuSeconds">
/// GPU-seconds held above them: the integral over time of max(0, held - reserved), exact but for the last rounding.
/// </param>
public sealed record ReservedUse(string Model, int Reserved, double WithinGpuSeconds, double AboveGpuSeconds);
