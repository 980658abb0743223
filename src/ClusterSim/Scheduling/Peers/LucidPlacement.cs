using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The consolidated placement of Lucid's simulator. A job that fits on one node goes to the fullest node that hosts it.
/// A larger one needs wholly free nodes, and for the rest the next node in the order of most free GPUs: if that one
/// does not host the rest, no other is tried.
/// </summary>
internal sealed class LucidPlacement : IPlacement
{
    private readonly NodeChoice _choice = new();
    private readonly List<NodeRank> _nodes = [];

    public string Name => "lucid";

    public bool MayDecline => true;

    public Placement? Place(FreeResources free, Demand demand)
    {
        if (free.CannotFit(demand))
        {
            return null;
        }

        _choice.Begin(demand);
        int mostOnANode = MostOnANode(free, demand);
        bool placed = demand.Instances <= mostOnANode
            ? OnOneNode(free, demand)
            : mostOnANode > 0 && OnWholeNodes(free, demand, mostOnANode);
        return placed ? _choice.ToPlacement(free, demand) : null;
    }

    // Instances that a free node with the most GPUs hosts.
    private static int MostOnANode(FreeResources free, Demand demand)
    {
        int gpus = 0;
        for (int node = 0; node < free.NodeCount; node++)
        {
            gpus = free.Accepts(node, demand) ? Math.Max(gpus, free.Nodes.Nodes[node].Gpus) : gpus;
        }

        return demand.PerInstance.Gpus == 0 ? demand.Instances : gpus / demand.PerInstance.Gpus;
    }

    private bool OnOneNode(FreeResources free, Demand demand)
    {
        int best = -1;
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            bool fuller = best < 0 || free.FreeGpuMilli(node) < free.FreeGpuMilli(best);
            best = fuller && free.CountFit(node, demand, demand.Instances) == demand.Instances ? node : best;
        }

        if (best >= 0)
        {
            _choice.Add(best, demand.Instances);
        }

        return best >= 0;
    }

    private bool OnWholeNodes(FreeResources free, Demand demand, int mostOnANode)
    {
        _nodes.Clear();
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            if (free.CountFit(node, demand, 1) > 0)
            {
                _nodes.Add(new NodeRank(-free.FreeGpuMilli(node), 0, node));
            }
        }

        _nodes.Sort();
        for (int i = 0; i < _nodes.Count && _choice.Missing > 0; i++)
        {
            int wanted = Math.Min(_choice.Missing, mostOnANode);
            if (free.CountFit(_nodes[i].Node, demand, wanted) < wanted)
            {
                return false;
            }

            _choice.Add(_nodes[i].Node, wanted);
        }

        return _choice.Missing == 0;
    }
}
