using ClusterSim.Randomness;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Puts each instance on a node drawn evenly among those that host one more: the baseline that any other placement
/// should beat. The draws come from a stream of their own that depends on the seed of the run.
/// </summary>
public sealed class RandomFit : IPlacement
{
    private readonly NodeChoice _choice = new();
    private readonly List<(int Node, int Fit, int Taken)> _nodes = [];
    private RandomStream _random = new(0, "placement");

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _random = view.RandomStream("placement");
    }

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        if (free.CannotFit(demand) || !FindHosts(free, demand))
        {
            return null;
        }

        _choice.Begin(demand);
        int open = _nodes.Count;
        for (int instance = 0; instance < demand.Instances; instance++)
        {
            int drawn = _random.NextInt(open);
            _nodes[drawn] = _nodes[drawn] with { Taken = _nodes[drawn].Taken + 1 };
            if (_nodes[drawn].Taken == _nodes[drawn].Fit)
            {
                open--;
                (_nodes[drawn], _nodes[open]) = (_nodes[open], _nodes[drawn]);
            }
        }

        foreach ((int node, _, int taken) in _nodes)
        {
            if (taken > 0)
            {
                _choice.Add(node, taken);
            }
        }

        return _choice.ToPlacement(free, demand);
    }

    // Whether there is room for all instances together.
    private bool FindHosts(FreeResources free, Demand demand)
    {
        _nodes.Clear();
        long room = 0;
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            int fit = free.CountFit(node, demand, demand.Instances);
            if (fit > 0)
            {
                room += fit;
                _nodes.Add((node, fit, 0));
            }
        }

        return room >= demand.Instances;
    }
}
