namespace ClusterSim.Behavior.Rules;

/// <summary>One CRE rule document.</summary>
public sealed record CreRule
{
    /// <summary>Identifier of the rule (<c>metadata.id</c>).</summary>
    public required string RuleId { get; init; }

    /// <summary>Identifier of the behaviour (<c>cre.id</c>).</summary>
    public required string CreId { get; init; }
}
