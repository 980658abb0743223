namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// When the key of a job changes in an order, which decides who may use the order and what a pass costs.
/// </summary>
public enum KeyChange
{
    /// <summary>Never: the key depends on the request alone. All jobs of a run are ranked once.</summary>
    Never,

    /// <summary>
    /// At moments that the order can tell (<see cref="IJobOrder.NextChange"/>), while the job runs or waits. The order
    /// needs preemption, and passes are made at these moments.
    /// </summary>
    AtKnownTimes,

    /// <summary>
    /// Steadily while the job runs, for all running jobs alike, so that they keep their places among each other. The
    /// order needs preemption; the keys of running jobs are asked anew in every pass.
    /// </summary>
    WhileRunning,

    /// <summary>
    /// All the time while the job waits, as scores of waiting times do. The order cannot be used with preemption; the
    /// keys of waiting jobs are asked anew in every pass.
    /// </summary>
    WhileWaiting,

    /// <summary>Only when a plan changes the job's priority.</summary>
    ByPlan,
}
