using ClusterSim.Workloads;

namespace ClusterSim.Engine.Rates;

/// <summary>
/// The speed of a job of another size relative to the size that it asked for: linear in the instances that it really
/// uses, so that giving up unused GPUs costs nothing and more than was asked brings nothing.
/// </summary>
internal sealed class SizeFactor : IRateFactor
{
    public double Of(in PlacedJob job) => job.Demand.IsResized ? Of(job.Spec, job.Demand.Instances) : 1;

    /// <summary>The factor of a job with a number of instances.</summary>
    public static double Of(Job job, int instances)
    {
        int asked = job.Request.Instances;
        int gpusEach = Math.Max(job.Request.PerInstance.Gpus, 1);
        int used = job.Profile.ActiveGpus is { } active
            ? Math.Clamp((active + gpusEach - 1) / gpusEach, 1, asked)
            : asked;
        return Math.Min(instances, used) / (double)used;
    }
}
