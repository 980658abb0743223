using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies;

/// <summary>Options of the Gittins index that sorts the queues of Tiresias.</summary>
public sealed record GittinsOptions
{
    /// <summary>Sizes of earlier jobs in GPU-seconds, from which the index is computed.</summary>
    /// <value>
    /// Greater than 0; default empty: those of the jobs that have ended in the run so far, once twenty have.
    /// </value>
    public ImmutableArray<double> SizesGpuSeconds { get; init; } = [];

    /// <summary>Service quantum, after each of which the index of a running job is taken anew.</summary>
    /// <value>
    /// GPU-seconds, greater than 0; default 3250 (SymbioticLab/Tiresias, simulator/jobs.py, <c>gittins_delta</c>).
    /// </value>
    public double QuantumGpuSeconds { get; init; } = 3_250;
}
