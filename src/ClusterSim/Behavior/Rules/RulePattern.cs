using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// The compiled form of a rule: a pattern, and the term that fills each of its slots and negative conditions.
/// </summary>
internal sealed record RulePattern(
    PatternSpec Spec, ImmutableArray<EventTerm> Slots, ImmutableArray<EventTerm> Negates);
