namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Most urgent first: by the job's priority, the requested one unless a plan changed it
/// (<see cref="Plan.SetPriority"/>). A change counts from the very pass on in which it is made.
/// </summary>
public sealed class PriorityOrder : IJobOrder
{
    /// <inheritdoc/>
    public string Name => "priority";

    /// <inheritdoc/>
    public KeyChange Changes => KeyChange.ByPlan;

    /// <inheritdoc/>
    public double Key(in JobView job) => -(double)job.Priority;
}
