using ClusterSim.Statistics;

namespace ClusterSim.Behavior;

/// <summary>
/// How long decisions take on the wall clock while a run goes on. Nothing of it goes into the result of the run, which
/// is the same whether somebody measures or not.
/// </summary>
/// <param name="clock">The clock of the machine.</param>
public sealed class DecisionLatency(TimeProvider clock)
{
    /// <summary>From an event, or the moment at which a window closes, to the recommendation: once for each.</summary>
    public LatencyHistogram Recommendations { get; } = new();

    /// <summary>
    /// What a policy that acts on rules needs in a pass with new recommendations, the policy that it wraps not counted.
    /// </summary>
    public LatencyHistogram Decisions { get; } = new();

    internal long Now => clock.GetTimestamp();

    internal TimeSpan Since(long start) => clock.GetElapsedTime(start);
}
