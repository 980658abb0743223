namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Puts each instance on the node that has most left of what the job contends for (GPU share; CPU for jobs without
/// GPUs), counting the instances placed before; equal nodes in the order of the platform.
/// </summary>
public sealed class WorstFit : IPlacement
{
    private readonly BalancedChoice _balanced = new();

    /// <inheritdoc/>
    public string Name => "worst-fit";

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        return free.CannotFit(demand) ? null : _balanced.Place(free, demand, evenly: false);
    }
}
