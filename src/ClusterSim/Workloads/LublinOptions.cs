namespace ClusterSim.Workloads;

/// <summary>
/// The workload model of Lublin and Feitelson (JPDC 63, 2003) for parallel machines without GPUs, with its parameters
/// for jobs of one type (not divided into interactive and batch). The model has no users and no estimates: these come
/// from <see cref="GeneratorOptions.Users"/> and <see cref="GeneratorOptions.Walltimes"/>.
/// </summary>
public sealed record LublinOptions
{
    /// <summary>Processors of the machine, the size of the largest job.</summary>
    /// <value>4 to 1,000,000; default 256.</value>
    public int MachineSize { get; init; } = 256;

    /// <summary>Share of the jobs that ask for one processor.</summary>
    /// <value>0 to 1; default 0.244 as in the paper.</value>
    public double SerialShare { get; init; } = 0.244;

    /// <summary>Share of the jobs that are parallel and ask for a power of two.</summary>
    /// <value>0 to 1, together with <see cref="SerialShare"/> at most 1; default 0.576 as in the paper.</value>
    public double PowerOfTwoShare { get; init; } = 0.576;
}
