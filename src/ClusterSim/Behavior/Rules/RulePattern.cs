using System.Collections.Immutable;
using ClusterSim.Behavior.Matching;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// The compiled form of a set or sequence: a pattern, and what fills each of its slots and negative conditions. That is
/// either terms, or patterns again.
/// </summary>
/// <typeparam name="TTerm">A term over events or over logs.</typeparam>
/// <param name="Spec">The pattern; its times are ticks for events, nanoseconds for logs.</param>
/// <param name="Slots">The term of each slot; empty when patterns fill them.</param>
/// <param name="Negates">The term of each negative condition; empty when patterns fill them.</param>
internal sealed record RulePattern<TTerm>(
    PatternSpec Spec, ImmutableArray<TTerm> Slots, ImmutableArray<TTerm> Negates)
    where TTerm : IEquatable<TTerm>
{
    /// <summary>Kind of source that its terms read, e.g. <c>cre.log.nginx</c>; empty when patterns fill it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Longest time from the first to the last event.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>Names of what its events must have in common, in order of the alphabet.</summary>
    public ImmutableArray<string> Correlations { get; init; } = [];

    /// <summary>Whether it takes the blame, among the patterns that make up a rule.</summary>
    public bool IsOrigin { get; init; }

    /// <summary>The pattern of each slot; empty when terms fill them.</summary>
    public ImmutableArray<RulePattern<TTerm>> Inner { get; init; } = [];

    /// <summary>The pattern of each negative condition; empty when terms fill them.</summary>
    public ImmutableArray<RulePattern<TTerm>> InnerNegates { get; init; } = [];

    /// <summary>Whether every event that meets the one term is a match, in whatever order events come.</summary>
    public bool IsSingle => Spec.Length == 1 && Slots.Length == 1 && Negates.IsEmpty && Spec.Shape == PatternShape.Set;

    /// <summary>
    /// Whether a term occurs more than once. Only then the community's engine has defects; without repetitions its
    /// behaviour is the definition.
    /// </summary>
    public bool Repeats => Spec.Length > Slots.Distinct().Count() + Inner.Distinct().Count();

    /// <summary>The patterns with terms that it is made of, in the order in which they stand.</summary>
    public IEnumerable<RulePattern<TTerm>> Leaves =>
        Inner.IsEmpty ? [this] : Inner.Concat(InnerNegates).SelectMany(inner => inner.Leaves);
}
