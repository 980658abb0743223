using ClusterSim.Time;

namespace ClusterSim.Reports;

/// <summary>Time-weighted means over one step of a run.</summary>
public readonly record struct SeriesBin
{
    /// <summary>When the step begins.</summary>
    public SimTime Start { get; init; }

    /// <summary>When the step ends.</summary>
    public SimTime End { get; init; }

    /// <summary>GPUs held over GPUs installed, 0 to 1; cores where the platform has no GPUs.</summary>
    public double AllocationRatio { get; init; }

    /// <summary>
    /// GPUs held times their utilization over GPUs installed, 0 to 1; equal to <see cref="AllocationRatio"/> where the
    /// platform has no GPUs.
    /// </summary>
    public double Utilization { get; init; }

    /// <summary>Cores held over cores installed; <c>null</c> when the platform states no cores.</summary>
    public double? CpuAllocationRatio { get; init; }

    /// <summary>Jobs in the queue.</summary>
    public double QueueLength { get; init; }

    /// <summary>Jobs that hold resources.</summary>
    public double RunningJobs { get; init; }

    /// <summary>Nodes that are not down.</summary>
    public double NodesUp { get; init; }

    /// <summary>GPUs held; shares count as what they are.</summary>
    public double AllocatedGpus { get; init; }

    /// <summary>GPUs held times their utilization.</summary>
    public double BusyGpus { get; init; }

    /// <summary>Cores held.</summary>
    public double AllocatedCpus { get; init; }

    /// <summary>
    /// Power in watts: of all accounts where power is accounted for. Elsewhere what utilization tells of the nodes that
    /// are up: base power where it is known, idle power of every GPU, and the rest up to its maximum in proportion to
    /// utilization; <c>null</c> when the power of a GPU model is unknown.
    /// </summary>
    public double? PowerWatts { get; init; }

    /// <summary>
    /// Share of the free GPUs that the workload's typical job cannot use, 0 to 1, at the end of the step (FGD, Weng et
    /// al. 2023); <c>null</c> when no GPU is free or the platform has none.
    /// </summary>
    public double? Fragmentation { get; init; }
}
