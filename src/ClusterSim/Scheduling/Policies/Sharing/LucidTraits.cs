namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>What Lucid compares of two jobs, at hand without looking the jobs up.</summary>
/// <param name="Known">Whether it is known what the job does to its GPUs.</param>
/// <param name="Key">Expected service: walltime times GPUs.</param>
/// <param name="Score">Sharing score.</param>
/// <param name="MemoryMiB">Memory on each GPU.</param>
internal readonly record struct LucidTraits(bool Known, double Key, int Score, double MemoryMiB)
{
    public static double KeyOf(JobView job) =>
        (job.Request.Walltime?.Ticks ?? double.PositiveInfinity) * Math.Max(job.Demand.TotalGpus, 1);

    public static LucidTraits Of(JobView job) => job.Signature is { } signature
        ? new LucidTraits(true, KeyOf(job), SharingScores.Of(signature), signature.GpuMemoryMiB)
        : new LucidTraits(false, KeyOf(job), 0, 0);

    /// <summary>Whether the job may join a host.</summary>
    public bool Suits(in LucidTraits host, LucidOptions options) =>
        Known && host.Known
        && Score + host.Score <= options.MostScore
        && Key <= options.KeyFactor * host.Key
        && host.MemoryMiB < options.MemoryMiB - MemoryMiB;
}
