using System.Collections.Immutable;

namespace ClusterSim.Workloads;

/// <summary>What generated jobs ask for.</summary>
public sealed record SizeOptions
{
    /// <summary>GPUs of a job and how frequent each number is.</summary>
    /// <value>At least one with a weight above 0; default 1, 2, 4, 8, 16 with weights 50, 18, 16, 12, 4.</value>
    public ImmutableArray<SizeWeight> Gpus { get; init; } =
        [new(1, 50), new(2, 18), new(4, 16), new(8, 12), new(16, 4)];

    /// <summary>GPUs that sit on one node; a job with more is a gang of instances with so many each.</summary>
    /// <value>1 to 1,000, a divisor of every greater size; default 8.</value>
    public int GpusPerInstance { get; init; } = 8;

    /// <summary>
    /// Share of the one-GPU jobs that ask for a part of a GPU, from 100 to 900 in steps of 100 milli-GPU.
    /// </summary>
    /// <value>0 to 1; default 0.</value>
    public double FractionalShare { get; init; }

    /// <summary>CPU cores asked with each GPU (or share of one).</summary>
    /// <value>0 or more; default 8.</value>
    public int CoresPerGpu { get; init; } = 8;

    /// <summary>Main memory asked with each GPU (or share of one), in GiB.</summary>
    /// <value>0 or more; default 48.</value>
    public int MemoryGiBPerGpu { get; init; } = 48;

    /// <summary>Share of jobs without GPUs.</summary>
    /// <value>0 to 1; default 0.</value>
    public double CpuOnlyShare { get; init; }

    /// <summary>
    /// Cores of a job without GPUs and how frequent each number is; it has one instance for each core.
    /// </summary>
    /// <value>
    /// At least one with a weight above 0; default 1, 2, 4, 8, 16, 32 with weights 30, 15, 18, 16, 13, 8.
    /// </value>
    public ImmutableArray<SizeWeight> Cores { get; init; } =
        [new(1, 30), new(2, 15), new(4, 18), new(8, 16), new(16, 13), new(32, 8)];

    /// <summary>
    /// Greatest sensitivity of an application with several GPUs to a spread placement; each has its own, uniform from
    /// 0.
    /// </summary>
    /// <value>0 to 1; default 1.</value>
    public double MaxNetworkSensitivity { get; init; } = 1;
}
