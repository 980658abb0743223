namespace ClusterSim.Workloads;

/// <summary>
/// What a job does to each of its GPUs when it runs alone: what schedulers that put several jobs on one GPU go by.
/// </summary>
public sealed record JobSignature
{
    /// <summary>
    /// What was measured, so that measurements of two such jobs on one GPU can be found, e.g.
    /// <c>ResNet18/CIFAR-10/64/amp</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>GPU utilization in percent, 0 to 100.</summary>
    public required double GpuUtilization { get; init; }

    /// <summary>Utilization of the memory controller in percent, 0 to 100.</summary>
    /// <value>Default 0: unknown.</value>
    public double MemoryUtilization { get; init; }

    /// <summary>Device memory that the job holds on each GPU, in MiB.</summary>
    /// <value>Default 0: unknown, never a constraint.</value>
    public double GpuMemoryMiB { get; init; }

    /// <summary>Whether the job computes in mixed precision.</summary>
    /// <value>Default <c>false</c>.</value>
    public bool MixedPrecision { get; init; }

    /// <summary>
    /// How much such a job disturbs and is disturbed on a shared GPU: 0 hardly, 1 somewhat, 2 much (Hu et al., ASPLOS
    /// 2023, section 3.2).
    /// </summary>
    /// <value>Default <c>null</c>: not classified.</value>
    public int? SharingScore { get; init; }
}
