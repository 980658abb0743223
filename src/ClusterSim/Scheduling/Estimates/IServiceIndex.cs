namespace ClusterSim.Scheduling.Estimates;

/// <summary>How urgent a job is, told from the service that it has attained; greater goes first.</summary>
internal interface IServiceIndex
{
    /// <summary>The index at an attained service in GPU-seconds.</summary>
    double At(double serviceGpuSeconds);
}
