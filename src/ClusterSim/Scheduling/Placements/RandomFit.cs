using System.Collections.Immutable;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Puts each instance on a node drawn evenly among those that host one more: the baseline that any other placement
/// should beat. The draws come from a stream of their own that depends on the seed of the run.
/// </summary>
/// <remarks>
/// In <see cref="PolicyVariant.Artefact"/>, as in the artefact of "Beware of Fragmentation" (USENIX ATC 2023), the GPU
/// for a share is drawn as well, evenly among those of the node that have room, not the fullest of them.
/// </remarks>
/// <param name="variant">Default <see cref="PolicyVariant.Corrected"/>.</param>
public sealed class RandomFit(PolicyVariant variant = PolicyVariant.Corrected) : IPlacement
{
    private readonly NodeChoice _choice = new();
    private readonly List<(int Node, int Fit, int Taken)> _nodes = [];
    private RandomStream _random = new(0, "placement");

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Options => variant == PolicyVariant.Artefact
        ? PartNames.Of(variant)
        : ImmutableSortedDictionary<string, string>.Empty;

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

        Placement placement = _choice.ToPlacement(free, demand);
        return variant == PolicyVariant.Artefact && demand.SharesGpu ? DrawGpus(free, demand, placement) : placement;
    }

    private Placement DrawGpus(FreeResources free, Demand demand, Placement placement)
    {
        PlacementSlice[] slices = [.. placement.Slices];
        int[] left = [];
        for (int i = 0; i < slices.Length; i++)
        {
            int node = slices[i].Node;
            left = i > 0 && node == slices[i - 1].Node ? left : free.GpuShares(node).ToArray();
            int[] fitting = [.. Enumerable.Range(0, left.Length).Where(g => left[g] >= demand.PerInstance.GpuMilli)];
            if (fitting.Length > 0)
            {
                int drawn = fitting[_random.NextInt(fitting.Length)];
                left[drawn] -= demand.PerInstance.GpuMilli;
                slices[i] = slices[i] with { GpuMask = 1UL << drawn };
            }
        }

        return new Placement([.. slices]);
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
