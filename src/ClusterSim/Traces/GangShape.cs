using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>The gang of a job of which only totals and a number of nodes are known.</summary>
internal static class GangShape
{
    private const int MilliPerCore = 1000;

    /// <summary>
    /// One instance for each node when the totals can be shared out evenly. Otherwise nobody knows what ran where, so
    /// the gang may be spread freely: one instance for each GPU or, without GPUs, for each core.
    /// </summary>
    /// <param name="nodes">Number of nodes; 1 or more.</param>
    /// <param name="gpus">GPUs of the job.</param>
    /// <param name="cores">Cores of the job.</param>
    /// <param name="memoryMiB">Memory of the job.</param>
    /// <param name="even">Whether the totals could be shared out evenly.</param>
    public static (int Instances, ResourceVector Each) Of(
        int nodes, int gpus, int cores, long memoryMiB, out bool even)
    {
        even = gpus % nodes == 0 && (gpus > 0 || cores % nodes == 0);
        int instances = even ? nodes : Math.Max(1, gpus > 0 ? gpus : cores);
        return (instances, new ResourceVector(
            CpuMilli: (int)Ceiling((long)cores * MilliPerCore, instances),
            Gpus: gpus / instances,
            MemoryMiB: Ceiling(memoryMiB, instances)));
    }

    private static long Ceiling(long total, int parts) => (total / parts) + (total % parts > 0 ? 1 : 0);
}
