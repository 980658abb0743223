namespace ClusterSim.Behavior.Rules;

/// <summary>What the <c>rule</c> block of a document says.</summary>
internal sealed record PatternReading(RulePattern Pattern, TimeSpan Window, RuleCorrelation Correlation);
