namespace ClusterSim.Behavior.Matching;

/// <summary>Whether the order of the events matters.</summary>
internal enum PatternShape
{
    /// <summary>All terms in any order.</summary>
    Set,

    /// <summary>The terms one after the other.</summary>
    Sequence,
}
