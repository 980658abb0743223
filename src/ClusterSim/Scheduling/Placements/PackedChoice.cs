namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Finds the fewest nodes that host a gang now. Taking the nodes with the largest counts first is optimal, because what
/// fits on one node does not depend on the others.
/// </summary>
internal sealed class PackedChoice
{
    private readonly NodeChoice _choice = new();
    private readonly List<NodeRank> _nodes = [];

    /// <summary>
    /// A placement on at most <paramref name="mostNodes"/> nodes, under one ToR switch where that needs no further
    /// node.
    /// </summary>
    public Placement? Place(FreeResources free, Demand demand, int mostNodes)
    {
        _choice.Begin(demand);
        int whole = FullestForAll(free, demand);
        if (whole >= 0)
        {
            _choice.Add(whole, demand.Instances);
            return _choice.ToPlacement(free, demand);
        }

        if (demand.Instances == 1 || mostNodes == 1)
        {
            return null;
        }

        Collect(free, demand);
        int fewest = FewestOf(_nodes, demand.Instances);
        if (fewest > mostNodes || fewest == int.MaxValue)
        {
            return null;
        }

        Choose(BestTor(free, fewest, demand.Instances) ?? _nodes);
        return _choice.ToPlacement(free, demand);
    }

    // The fullest node that hosts the whole gang; -1 when there is none.
    private static int FullestForAll(FreeResources free, Demand demand)
    {
        long least = NodeRank.ShareOfInstance(demand) * demand.Instances;
        long bestShare = long.MaxValue;
        int best = -1;
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            long share = NodeRank.FreeShare(free, node, demand);
            if (share < bestShare && free.CountFit(node, demand, demand.Instances) == demand.Instances)
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

    // Largest counts first, then the fullest node.
    private void Collect(FreeResources free, Demand demand)
    {
        _nodes.Clear();
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            int fit = free.CountFit(node, demand, demand.Instances);
            if (fit > 0)
            {
                _nodes.Add(new NodeRank(-fit, NodeRank.FreeShare(free, node, demand), node));
            }
        }

        _nodes.Sort();
    }

    private static int FewestOf(List<NodeRank> nodes, int instances)
    {
        long missing = instances;
        int count = 0;
        while (missing > 0 && count < nodes.Count)
        {
            missing += nodes[count++].First;
        }

        return missing > 0 ? int.MaxValue : count;
    }

    // Among the switches whose own nodes suffice, the one that has least room left over for the gang.
    private List<NodeRank>? BestTor(FreeResources free, int fewest, int instances)
    {
        SortedDictionary<int, List<NodeRank>> byTor = [];
        foreach (NodeRank node in _nodes)
        {
            int tor = free.TorOf(node.Node);
            if (!byTor.TryGetValue(tor, out List<NodeRank>? nodes))
            {
                byTor.Add(tor, nodes = []);
            }

            nodes.Add(node);
        }

        List<NodeRank>? best = null;
        long bestRoom = long.MaxValue;
        foreach (List<NodeRank> nodes in byTor.Values)
        {
            long room = nodes.Sum(node => -node.First);
            if (room < bestRoom && FewestOf(nodes, instances) == fewest)
            {
                (best, bestRoom) = (nodes, room);
            }
        }

        return best;
    }

    private void Choose(List<NodeRank> nodes)
    {
        for (int i = 0; _choice.Missing > 0; i++)
        {
            int fit = (int)-nodes[i].First;
            if (fit < _choice.Missing)
            {
                _choice.Add(nodes[i].Node, fit);
                continue;
            }

            NodeRank last = nodes[i];
            for (int j = i + 1; j < nodes.Count && -nodes[j].First >= _choice.Missing; j++)
            {
                last = nodes[j].Second < last.Second ? nodes[j] : last;
            }

            _choice.Add(last.Node, _choice.Missing);
        }
    }
}
