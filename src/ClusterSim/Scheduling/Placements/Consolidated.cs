namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Places a gang on as few nodes as it could ever run on in this cluster, or lets it wait: the placement that Tiresias
/// (NSDI 2019) gives to jobs that suffer from being spread. Where several nodes are needed, nodes under one ToR switch
/// are preferred if that takes no further node.
/// </summary>
public sealed class Consolidated : IPlacement
{
    private readonly PackedChoice _packed = new();

    /// <inheritdoc/>
    public string Name => "consolidated";

    /// <inheritdoc/>
    public bool MayDecline => true;

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        return free.CannotFit(demand) ? null : _packed.Place(free, demand, free.FewestNodes(demand));
    }
}
