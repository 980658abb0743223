namespace ClusterSim.Scheduling.Placements;

/// <summary>Takes the nodes in the order of the platform and puts on each as many instances as fit.</summary>
public sealed class FirstFit : IPlacement
{
    private readonly NodeChoice _choice = new();

    /// <inheritdoc/>
    public string Name => "first-fit";

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        if (free.CannotFit(demand))
        {
            return null;
        }

        _choice.Begin(demand);
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            int fit = free.CountFit(node, demand, _choice.Missing);
            if (fit > 0)
            {
                _choice.Add(node, fit);
            }

            if (_choice.Missing == 0)
            {
                return _choice.ToPlacement(free, demand);
            }
        }

        return null;
    }
}
