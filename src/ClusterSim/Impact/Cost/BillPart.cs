namespace ClusterSim.Impact.Cost;

/// <summary>Whose row of a bill it is.</summary>
public enum BillPart
{
    /// <summary>A user with a name.</summary>
    User,

    /// <summary>Jobs whose user the workload does not name, together.</summary>
    Unnamed,

    /// <summary>What no job held: idle machines, the network, and what the facility adds to them.</summary>
    Unattributed,
}
