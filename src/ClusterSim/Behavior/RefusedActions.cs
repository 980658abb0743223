namespace ClusterSim.Behavior;

/// <summary>How many recommendations of a rule were not carried out for one reason.</summary>
/// <param name="Reason">Why not.</param>
/// <param name="Count">How many; a recommendation counts once for each reason that it met.</param>
public readonly record struct RefusedActions(ActionRefusal Reason, int Count);
