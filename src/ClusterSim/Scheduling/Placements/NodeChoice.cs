using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// How many instances of a gang go to which node, as far as decided. Scratch memory of a placement, reused for each
/// job.
/// </summary>
internal sealed class NodeChoice
{
    private readonly List<(int Node, int Instances)> _nodes = [];

    public int Missing { get; private set; }

    public void Begin(Demand demand)
    {
        _nodes.Clear();
        Missing = demand.Instances;
    }

    public void Add(int node, int instances)
    {
        _nodes.Add((node, instances));
        Missing -= instances;
    }

    public Placement ToPlacement(FreeResources free, Demand demand)
    {
        int count = demand.SharesDevice ? demand.Instances : _nodes.Count;
        var slices = ImmutableArray.CreateBuilder<PlacementSlice>(count);
        foreach ((int node, int instances) in _nodes)
        {
            free.AddSlices(node, demand, instances, slices);
        }

        return new Placement(slices.DrainToImmutable());
    }
}
