using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Behavior;

/// <summary>An instance of a behaviour that a rule or detector found.</summary>
/// <param name="Index">Position in the run's list of detections.</param>
/// <param name="RuleId">Identifier of the rule or detector.</param>
/// <param name="CreId">Identifier of the behaviour as in the CRE document, e.g. <c>CLUSTERSIM-2026-0001</c>.</param>
/// <param name="Time">When the rule became certain: the moment its window closed, not the next event.</param>
/// <param name="Job">Index of the job that it blames; -1 when none.</param>
/// <param name="Key">Value of the correlation that tied the events together, e.g. <c>job=17</c>.</param>
/// <param name="Evidence">The events that satisfied the rule, in order.</param>
/// <param name="Recommendation">What to do about it; <c>null</c> when the rule has no action.</param>
public sealed record Detection(
    int Index, string RuleId, string CreId, SimTime Time, int Job, string Key,
    ImmutableArray<SimulationEvent> Evidence, Recommendation? Recommendation)
{
    /// <summary>Identifier of the job that it blames, which outlives the job's number in a stream of events.</summary>
    /// <value>Default empty: none, or not said.</value>
    public string JobId { get; init; } = "";

    /// <summary>The test that it rests on.</summary>
    /// <value>Default <c>null</c>: a rule found it, which tests nothing.</value>
    public DetectionTest? Test { get; init; }
}
