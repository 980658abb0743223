namespace ClusterSim.Behavior.Queries;

/// <summary>One token of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a string the value without quotes.</param>
/// <param name="At">Where it begins in the query.</param>
internal readonly record struct JqToken(JqTokenKind Kind, string Text, int At);
