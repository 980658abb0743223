namespace ClusterSim.Scheduling;

/// <summary>Whether a node is awake, asleep, or on its way from one to the other.</summary>
public enum NodePower
{
    /// <summary>Awake: jobs can run on it.</summary>
    On,

    /// <summary>Asleep: it hosts nothing and draws little.</summary>
    Asleep,

    /// <summary>On its way to sleep.</summary>
    FallingAsleep,

    /// <summary>On its way to being awake.</summary>
    WakingUp,
}
