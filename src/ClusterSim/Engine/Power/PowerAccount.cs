namespace ClusterSim.Engine.Power;

/// <summary>
/// What the power of a cluster goes to. Every watt is on exactly one account; together they are the whole.
/// </summary>
public enum PowerAccount
{
    /// <summary>
    /// Jobs that make progress: the dynamic power of their GPUs and cores, the idle power of the GPUs that they hold,
    /// and of each node's base power the share that they hold of it.
    /// </summary>
    Jobs,

    /// <summary>What nobody holds: free GPUs, the rest of the nodes' base power, sleeping and failed nodes.</summary>
    Idle,

    /// <summary>
    /// Neither idle nor progress: jobs that start up, restore or write their state, nodes that fall asleep or wake up.
    /// </summary>
    Overhead,

    /// <summary>Switches and cables: a constant.</summary>
    Network,

    /// <summary>
    /// What cooling and the supply of power add to all the others: their sum times PUE − 1 (power usage effectiveness).
    /// </summary>
    Facility,
}
