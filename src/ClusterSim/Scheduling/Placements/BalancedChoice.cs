namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Places a gang instance by instance on the emptiest node, or on the one with fewest instances of the gang.
/// </summary>
internal sealed class BalancedChoice
{
    private readonly PriorityQueue<int, NodeRank> _nodes = new();
    private readonly NodeChoice _choice = new();
    private readonly SortedDictionary<int, int> _placed = [];

    public Placement? Place(FreeResources free, Demand demand, bool evenly)
    {
        _choice.Begin(demand);
        return demand.Instances == 1 ? PlaceOne(free, demand) : PlaceGang(free, demand, evenly);
    }

    private Placement? PlaceOne(FreeResources free, Demand demand)
    {
        int best = -1;
        long bestShare = -1;
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            long share = NodeRank.FreeShare(free, node, demand);
            if (share > bestShare && free.CountFit(node, demand, 1) == 1)
            {
                (best, bestShare) = (node, share);
            }
        }

        if (best < 0)
        {
            return null;
        }

        _choice.Add(best, 1);
        return _choice.ToPlacement(free, demand);
    }

    private Placement? PlaceGang(FreeResources free, Demand demand, bool evenly)
    {
        _placed.Clear();
        _nodes.Clear();
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            if (free.CountFit(node, demand, 1) == 1)
            {
                _nodes.Enqueue(node, new NodeRank(evenly ? 0 : -NodeRank.FreeShare(free, node, demand),
                    evenly ? -NodeRank.FreeShare(free, node, demand) : 0, node));
            }
        }

        int missing = demand.Instances;
        while (missing > 0 && _nodes.TryDequeue(out int node, out NodeRank rank))
        {
            int placed = _placed.GetValueOrDefault(node);
            int more = _nodes.Count == 0 ? free.CountFit(node, demand, placed + missing) - placed : 1;
            missing -= more;
            _placed[node] = placed += more;
            if (missing > 0 && free.CountFit(node, demand, placed + 1) > placed)
            {
                long share = NodeRank.ShareOfInstance(demand) * more;
                _nodes.Enqueue(node, evenly
                    ? new NodeRank(placed, rank.Second + share, node)
                    : new NodeRank(rank.First + share, 0, node));
            }
        }

        return missing > 0 ? null : ToPlacement(free, demand);
    }

    private Placement ToPlacement(FreeResources free, Demand demand)
    {
        foreach ((int node, int instances) in _placed)
        {
            _choice.Add(node, instances);
        }

        return _choice.ToPlacement(free, demand);
    }
}
