using System.Collections.Immutable;

namespace ClusterSim.Impact;

/// <summary>What a policy that wraps another one changed, over the seeds of an experiment.</summary>
/// <param name="Group">The scenario; empty when there is only one.</param>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Base">Name of the policy that it wraps.</param>
/// <param name="Seeds">Number of seeds.</param>
/// <param name="Rows">The metrics.</param>
/// <param name="LaterJobs">Jobs of all seeds that ended later than under the wrapped policy.</param>
/// <param name="LaterByAMinute">Those that ended more than a minute later.</param>
/// <param name="EarlierJobs">Jobs of all seeds that ended earlier.</param>
/// <param name="Jobs">Jobs of all seeds.</param>
/// <param name="MedianLater">Half of the later jobs ended later by this or less; zero without later jobs.</param>
/// <param name="WorstLater">By how much the latest of them ended later.</param>
internal sealed record PairedEffect(
    string Group, string Policy, string Base, int Seeds, ImmutableArray<PairedEffectRow> Rows, int LaterJobs,
    int LaterByAMinute, int EarlierJobs, int Jobs, TimeSpan MedianLater, TimeSpan WorstLater);
