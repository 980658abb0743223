using ClusterSim.Platforms;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The placement of the PAI simulator: the nodes in some order; a single instance goes to the first that hosts it, a
/// gang takes on each as many instances as fit.
/// </summary>
internal sealed class PaiPlacement(PaiNodeOrder order) : IPlacement
{
    private readonly NodeChoice _choice = new();
    private readonly List<NodeRank> _nodes = [];

    public string Name => "pai-" + order.ToString().ToLowerInvariant();

    public Placement? Place(FreeResources free, Demand demand)
    {
        if (free.CannotFit(demand))
        {
            return null;
        }

        _choice.Begin(demand);
        _nodes.Clear();
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            if (free.CountFit(node, demand, 1) > 0)
            {
                _nodes.Add(new NodeRank(Rank(free, node), 0, node));
                if (order == PaiNodeOrder.ById && demand.Instances == 1)
                {
                    break;
                }
            }
        }

        _nodes.Sort();
        foreach (NodeRank node in _nodes)
        {
            _choice.Add(node.Node, free.CountFit(node.Node, demand, _choice.Missing));
            if (_choice.Missing == 0)
            {
                return _choice.ToPlacement(free, demand);
            }
        }

        return null;
    }

    private long Rank(FreeResources free, int node) => order switch
    {
        PaiNodeOrder.SmallIdle => free.FreeGpuMilli(node),
        PaiNodeOrder.LargeIdle => -free.FreeGpuMilli(node),
        PaiNodeOrder.Balance => BusyPercent(free, node),
        _ => 0,
    };

    // As the peer computes it, in doubles and rounded half to even, so that the same nodes count as equal.
    private static long BusyPercent(FreeResources free, int node)
    {
        Node spec = free.Nodes.Nodes[node];
        double cpus = spec.CpuLimited && spec.CpuMilli > 0 ? 1 - (free.FreeCpuMilli(node) / (double)spec.CpuMilli) : 0;
        double busy = spec.Gpus == 0
            ? 100 * cpus
            : 100 * (1 - (free.FreeGpuMilli(node) / (spec.Gpus * 1000.0)) + cpus) / 2;
        return (long)Math.Round(busy, MidpointRounding.ToEven);
    }
}
