using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>Options of the policy <c>gfs</c>.</summary>
internal sealed record GfsOptions
{
    /// <summary>Jobs of this priority or a greater one are high-priority jobs, the others spot jobs.</summary>
    public required int HighPriority { get; init; }

    /// <summary>How long a spot job is to run before it is evicted.</summary>
    public required TimeSpan Guarantee { get; init; }

    /// <summary>Probability with which the reserve suffices for so long; <c>null</c> for no reserve at all.</summary>
    public required double? GuaranteeRate { get; init; }

    /// <summary>Whether demand is forecast; otherwise it is taken to stay as it is.</summary>
    public required bool Learns { get; init; }

    /// <summary>Whether the reserve grows and shrinks with the guarantees that were broken.</summary>
    public required bool Feedback { get; init; }

    /// <summary>Time between two looks at demand.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Whether an evicted job keeps its progress.</summary>
    public required bool Checkpoints { get; init; }

    /// <summary>Where jobs are placed.</summary>
    public required IPlacement Placement { get; init; }
}
