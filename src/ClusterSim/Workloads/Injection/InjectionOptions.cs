using System.Collections.Immutable;

namespace ClusterSim.Workloads.Injection;

/// <summary>Which behaviours are injected into the jobs of a workload, and how its healthy jobs look.</summary>
public sealed record InjectionOptions
{
    /// <summary>The behaviours.</summary>
    /// <value>Default empty: all jobs are healthy.</value>
    public ImmutableArray<BehaviorShare> Behaviors { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Share of the jobs with a behaviour that get a second one of another family as well; the two may overlap in time.
    /// </summary>
    /// <value>0 to 1; default 0.</value>
    public double MixedShare { get; init; }

    /// <summary>
    /// Name of the <see cref="UtilizationSignature"/> that healthy jobs draw their utilization from: from the part of
    /// it that lies above 35 %, because what lies below is the waste that is injected separately.
    /// </summary>
    /// <value>Default <c>seren</c>.</value>
    public string Signature { get; init; } = "seren";

    /// <summary>Memory of the GPUs that the jobs run on, in GB; what they use is a share of it.</summary>
    /// <value>Above 0; default 16, the most frequent size of the published machine lists of PAI.</value>
    public double GpuMemoryGb { get; init; } = 16;
}
