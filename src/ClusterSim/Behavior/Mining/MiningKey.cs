namespace ClusterSim.Behavior.Mining;

/// <summary>Whose events an episode before an outcome may be made of.</summary>
public enum MiningKey
{
    /// <summary>The job's own, up to the outcome.</summary>
    Job,

    /// <summary>Those of all jobs of its user, before it starts.</summary>
    User,

    /// <summary>Those on its node, before it starts there.</summary>
    Node,
}
