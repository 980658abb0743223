namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Spreads a gang over as many nodes as possible: each instance goes to a node with the fewest instances of the gang so
/// far; among those to the one that has most left of what the job contends for, then in the order of the platform.
/// </summary>
public sealed class Spread : IPlacement
{
    private readonly BalancedChoice _balanced = new();

    /// <inheritdoc/>
    public string Name => "spread";

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        return free.CannotFit(demand) ? null : _balanced.Place(free, demand, evenly: true);
    }
}
