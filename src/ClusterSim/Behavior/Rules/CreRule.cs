using System.Collections.Immutable;
using ClusterSim.Behavior.Logs;

namespace ClusterSim.Behavior.Rules;

/// <summary>One rule of a CRE document; made by <see cref="CreRules"/>. Immutable.</summary>
public sealed record CreRule
{
    internal CreRule(RulePattern<EventTerm>? pattern, RulePattern<LogTerm>? overLogs) =>
        (EventPattern, OverLogs) = (pattern, overLogs);

    /// <summary>
    /// Identifier of the rule (<c>metadata.id</c>); when the document has none, the base58 form of the SHA-1 of <see
    /// cref="CreId"/>.
    /// </summary>
    public required string RuleId { get; init; }

    /// <summary>Identifier of the behaviour (<c>cre.id</c>).</summary>
    public required string CreId { get; init; }

    /// <summary>Kinds of log that the rule reads, e.g. <c>cre.log.nginx</c>; empty for a rule over events.</summary>
    public ImmutableArray<string> LogSources =>
        [.. OverLogs?.Leaves.Select(leaf => leaf.Source).Distinct(StringComparer.Ordinal) ?? []];

    /// <summary>Title of the behaviour.</summary>
    /// <value>Default empty.</value>
    public string Title { get; init; } = "";

    /// <summary>Severity: 0 critical, 1 high, 2 medium, 3 low, 4 info.</summary>
    /// <value>0 to 4; default 0, as in CRE.</value>
    public int Severity { get; init; }

    /// <summary>Category of the behaviour.</summary>
    /// <value>Default empty.</value>
    public string Category { get; init; } = "";

    /// <summary>Tags of the behaviour.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> Tags { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What the behaviour is, as Markdown.</summary>
    /// <value>Default empty.</value>
    public string Description { get; init; } = "";

    /// <summary>What to do about it, as Markdown.</summary>
    /// <value>Default empty.</value>
    public string Mitigation { get; init; } = "";

    /// <summary>Sources of the rule and its thresholds.</summary>
    /// <value>Default empty.</value>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Longest time from the first to the last event of a match.</summary>
    /// <value>Zero for a set of one term.</value>
    public TimeSpan Window { get; init; }

    /// <summary>What the events of a match must have in common.</summary>
    /// <value>Default <see cref="RuleCorrelation.None"/>.</value>
    public RuleCorrelation Correlation { get; init; }

    /// <summary>What it recommends.</summary>
    /// <value>Default <c>null</c>: the rule only detects.</value>
    public RuleAction? Action { get; init; }

    /// <summary>File and line where the rule stands.</summary>
    public required string Location { get; init; }

    /// <summary>Source of the events that it reads, e.g. <c>cre.log.nginx</c>; several are joined by commas.</summary>
    public string Source => OverLogs is null ? EventVocabulary.Source : string.Join(',', LogSources);

    internal RulePattern<LogTerm>? OverLogs { get; }

    /// <summary>What must hold at the verdict; <c>null</c> for nothing.</summary>
    internal RuleCondition? Where { get; init; }

    internal RulePattern<EventTerm> Pattern =>
        EventPattern ?? throw new InvalidOperationException($"rule {RuleId} reads logs, not simulation events");

    private RulePattern<EventTerm>? EventPattern { get; }
}
