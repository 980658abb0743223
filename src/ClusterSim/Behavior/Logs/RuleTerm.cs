namespace ClusterSim.Behavior.Logs;

/// <summary>Where a rule uses a term.</summary>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Slots">Slots that it fills, one bit each.</param>
/// <param name="Negates">Negative conditions that it meets, one bit each.</param>
internal readonly record struct RuleTerm(int Rule, ulong Slots, ulong Negates);
