using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments;

/// <summary>A policy in a ranking.</summary>
/// <param name="Policy">Its label.</param>
/// <param name="JobsEnded">Jobs that ended, all seeds together.</param>
/// <param name="Jobs">Jobs, all seeds together.</param>
/// <param name="Means">Means over the seeds, in the order of <see cref="PolicyRanking.Metrics"/>.</param>
/// <param name="Ratios">Those over the baseline's; the ends are NaN with fewer than five seeds.</param>
internal sealed record RankedPolicy(
    string Policy, int JobsEnded, int Jobs, ImmutableArray<double?> Means, ImmutableArray<ConfidenceInterval?> Ratios)
{
    /// <summary>Whether every job ended, so that the means can be compared.</summary>
    public bool EndedAll => JobsEnded == Jobs;
}
