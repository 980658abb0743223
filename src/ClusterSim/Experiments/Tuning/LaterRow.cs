using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments.Tuning;

/// <summary>A policy on the later windows.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Values">The tuned metric in each later window.</param>
/// <param name="Mean">Its mean with a bootstrap interval over the windows.</param>
/// <param name="Against">The comparison with each baseline, in the order of the baselines.</param>
public sealed record LaterRow(
    PolicyChoice Policy, ImmutableArray<double> Values, ConfidenceInterval Mean,
    ImmutableArray<NonInferiorityResult> Against)
{
    /// <summary>In how many later windows it keeps each constraint, in the order of the constraints.</summary>
    /// <value>Default empty: there are none.</value>
    public ImmutableArray<int> Kept { get; init; } = [];
}
