using ClusterSim.Scheduling;

namespace ClusterSim.Engine;

/// <summary>Tells whether a job could ever run: whether its gang fits on the empty cluster with all nodes up.</summary>
internal sealed class Feasibility(FreeResources empty)
{
    private readonly Dictionary<int, bool> _known = [];

    public bool CanEverRun(Demand demand)
    {
        if (!_known.TryGetValue(demand.Id, out bool fits))
        {
            int missing = demand.Instances;
            for (int node = 0; node < empty.NodeCount && missing > 0; node++)
            {
                missing -= empty.CountFit(node, demand, missing);
            }

            _known.Add(demand.Id, fits = missing == 0);
        }

        return fits;
    }
}
