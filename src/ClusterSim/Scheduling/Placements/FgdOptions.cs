using System.Collections.Immutable;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Placements;

/// <summary>Options of <see cref="Fgd"/>.</summary>
public sealed record FgdOptions
{
    /// <summary>How descents are compared.</summary>
    /// <value>Default <see cref="PolicyVariant.Corrected"/>.</value>
    public PolicyVariant Variant { get; init; }

    /// <summary>
    /// The expected workload; empty for the typical requests among all jobs of the run, those that come later included,
    /// as in the paper's experiments.
    /// </summary>
    /// <value>Default empty.</value>
    public ImmutableArray<TargetShape> Target { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Share of the requests that counts as typical where <see cref="Target"/> is empty.</summary>
    /// <value>Above 0 to 1; default 0.95 (hkust-adsl/kubernetes-scheduler-simulator, experiments).</value>
    public double TypicalShare { get; init; } = Fragmentation.TypicalShare;
}
