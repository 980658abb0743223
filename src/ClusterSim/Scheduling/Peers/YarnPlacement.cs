using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The placement scheme <c>yarn</c> of the simulator of Tiresias's authors, commit 959f9b0: a job that fits on one node
/// goes to the first node that hosts it; a larger one takes as many wholly free nodes as it fills, and for the rest the
/// first other node that hosts it.
/// </summary>
internal sealed class YarnPlacement : IPlacement
{
    private readonly NodeChoice _choice = new();

    public string Name => "yarn";

    public bool MayDecline => true;

    public Placement? Place(FreeResources free, Demand demand)
    {
        if (free.CannotFit(demand))
        {
            return null;
        }

        _choice.Begin(demand);
        int perNode = demand.PerInstance.Gpus == 0
            ? demand.Instances
            : Math.Max(free.Nodes.Nodes[0].Gpus / demand.PerInstance.Gpus, 1);
        bool placed = demand.Instances <= perNode
            ? OnFirst(free, demand, demand.Instances, perNode: 0)
            : OnWholeNodes(free, demand, perNode)
                && (_choice.Missing == 0 || OnFirst(free, demand, _choice.Missing, perNode));
        return placed ? _choice.ToPlacement(free, demand) : null;
    }

    // A wholly free node that the job fills is taken already when perNode is given: such nodes come first.
    private bool OnFirst(FreeResources free, Demand demand, int instances, int perNode)
    {
        int taken = perNode == 0 ? 0 : demand.Instances / perNode;
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            if (taken > 0 && IsWhole(free, demand, node, perNode))
            {
                taken--;
            }
            else if (free.CountFit(node, demand, instances) == instances)
            {
                _choice.Add(node, instances);
                return true;
            }
        }

        return false;
    }

    private bool OnWholeNodes(FreeResources free, Demand demand, int perNode)
    {
        int missing = demand.Instances / perNode;
        for (int node = free.NextNode(0, demand); node >= 0 && missing > 0; node = free.NextNode(node + 1, demand))
        {
            if (IsWhole(free, demand, node, perNode))
            {
                _choice.Add(node, perNode);
                missing--;
            }
        }

        return missing == 0;
    }

    private static bool IsWhole(FreeResources free, Demand demand, int node, int perNode) =>
        free.WholeGpus(node) == free.Nodes.Nodes[node].Gpus && free.CountFit(node, demand, perNode) == perNode;
}
