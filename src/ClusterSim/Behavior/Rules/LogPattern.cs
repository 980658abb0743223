using System.Collections.Immutable;
using ClusterSim.Behavior.Logs;
using ClusterSim.Behavior.Matching;

namespace ClusterSim.Behavior.Rules;

/// <summary>The compiled form of a rule over logs; times of the pattern are nanoseconds.</summary>
/// <param name="Source">Kind of log that it reads, e.g. <c>cre.log.nginx</c>.</param>
/// <param name="Spec">The pattern.</param>
/// <param name="Slots">The term of each slot.</param>
/// <param name="Negates">The term of each negative condition.</param>
internal sealed record LogPattern(
    string Source, PatternSpec Spec, ImmutableArray<LogTerm> Slots, ImmutableArray<LogTerm> Negates)
{
    /// <summary>Whether every entry that meets the one term is a hit, in whatever order entries come.</summary>
    public bool IsSingle => Spec.Length == 1 && Negates.IsEmpty && Spec.Shape == PatternShape.Set;

    /// <summary>
    /// Whether a term occurs more than once. Only then the community's engine has defects; without repetitions its
    /// behaviour is the definition.
    /// </summary>
    public bool Repeats => Spec.Length > Slots.Distinct().Count();
}
