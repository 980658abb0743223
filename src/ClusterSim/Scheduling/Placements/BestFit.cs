namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Puts each instance on the node that has least left of what the job contends for (GPU share; CPU for jobs without
/// GPUs) and still hosts it; equal nodes in the order of the platform. A node that took one instance is even fuller,
/// so it takes the next one too as long as one fits.
/// </summary>
public sealed class BestFit : IPlacement
{
    private readonly NodeChoice _choice = new();
    private readonly PriorityQueue<int, NodeRank> _nodes = new();

    /// <inheritdoc/>
    public string Name => "best-fit";

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
        int fullest = Fullest(free, demand);
        if (fullest < 0)
        {
            return null;
        }

        int fit = free.CountFit(fullest, demand, demand.Instances);
        if (fit < demand.Instances)
        {
            return PlaceOnSeveral(free, demand);
        }

        _choice.Add(fullest, fit);
        return _choice.ToPlacement(free, demand);
    }

    /// <summary>The node with least left that hosts an instance; -1 when there is none.</summary>
    internal static int Fullest(FreeResources free, Demand demand)
    {
        long least = NodeRank.ShareOfInstance(demand);
        long bestShare = long.MaxValue;
        int best = -1;
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            long share = NodeRank.FreeShare(free, node, demand);
            if (share < bestShare && free.CountFit(node, demand, 1) == 1)
            {
                (best, bestShare) = (node, share);
                if (share == least)
                {
                    return best;
                }
            }
        }

        return best;
    }

    private Placement? PlaceOnSeveral(FreeResources free, Demand demand)
    {
        _nodes.Clear();
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            _nodes.Enqueue(node, new NodeRank(NodeRank.FreeShare(free, node, demand), 0, node));
        }

        while (_choice.Missing > 0 && _nodes.TryDequeue(out int node, out _))
        {
            int fit = free.CountFit(node, demand, _choice.Missing);
            if (fit > 0)
            {
                _choice.Add(node, fit);
            }
        }

        return _choice.Missing > 0 ? null : _choice.ToPlacement(free, demand);
    }
}
