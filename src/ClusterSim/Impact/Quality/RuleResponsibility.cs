using System.Collections.Immutable;

namespace ClusterSim.Impact.Quality;

/// <summary>Which behaviours a rule is meant to find.</summary>
/// <param name="RuleId">Identifier of the rule, as in its detections.</param>
/// <param name="Behaviors">Names of behaviours as in the labels that it should find.</param>
/// <param name="Also">
/// Names of behaviours that it is right about, too, but need not find, because its threshold is another one.
/// </param>
public sealed record RuleResponsibility(
    string RuleId, ImmutableArray<string> Behaviors, ImmutableArray<string> Also)
{
    /// <summary>A rule that is right about nothing but what it should find.</summary>
    /// <param name="ruleId">Identifier of the rule.</param>
    /// <param name="behaviors">Names of behaviours.</param>
    public RuleResponsibility(string ruleId, ImmutableArray<string> behaviors)
        : this(ruleId, behaviors, [])
    {
    }
}
