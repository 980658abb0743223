namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Packs a gang onto as few nodes as is possible now: the nodes that host most of it first, the rest on the node that
/// has least left and still hosts it. A job that fits on one node goes to the fullest such node.
/// </summary>
public sealed class Packed : IPlacement
{
    private readonly PackedChoice _packed = new();

    /// <inheritdoc/>
    public string Name => "packed";

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        return free.CannotFit(demand) ? null : _packed.Place(free, demand, int.MaxValue);
    }
}
