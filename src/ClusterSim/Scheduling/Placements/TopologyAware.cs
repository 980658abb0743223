using ClusterSim.Platforms.Topology;

namespace ClusterSim.Scheduling.Placements;

/// <summary>
/// Places a gang as close together as is possible now: on one node, else under one ToR switch, else in one pod under as
/// few switches as it takes, else in as few pods. Among switches that could host it the one on which it takes fewest
/// nodes, then the fullest. Where <see cref="Packed"/> takes the fewest nodes wherever they are, this takes the fewest
/// switches.
/// </summary>
public sealed class TopologyAware : IPlacement
{
    private readonly PackedChoice _packed = new();
    private readonly NodeChoice _choice = new();
    private readonly List<(int Pod, int Tor, NodeRank Rank)> _nodes = [];
    private readonly List<Switch> _switches = [];
    private NetworkTopology? _topology;

    /// <inheritdoc/>
    public string Name => "topology-aware";

    /// <inheritdoc/>
    public void Begin(SchedulingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _topology = view.Topology;
    }

    /// <inheritdoc/>
    public Placement? Place(FreeResources free, Demand demand)
    {
        ArgumentNullException.ThrowIfNull(free);
        ArgumentNullException.ThrowIfNull(demand);
        if (free.CannotFit(demand))
        {
            return null;
        }

        if (_packed.Place(free, demand, mostNodes: 1) is { } whole)
        {
            return whole;
        }

        Collect(free, demand);
        if (_switches.Sum(of => (long)of.Room) < demand.Instances)
        {
            return null;
        }

        _choice.Begin(demand);
        foreach (Switch of in Chosen(demand.Instances))
        {
            for (int i = of.First; i < of.End && _choice.Missing > 0; i++)
            {
                NodeRank rank = _nodes[i].Rank;
                _choice.Add(rank.Node, (int)Math.Min(-rank.First, _choice.Missing));
            }
        }

        return _choice.ToPlacement(free, demand);
    }

    // Nodes by pod and switch; under a switch the roomiest first, then the fullest.
    private void Collect(FreeResources free, Demand demand)
    {
        _nodes.Clear();
        _switches.Clear();
        for (int node = free.NextNode(0, demand); node >= 0; node = free.NextNode(node + 1, demand))
        {
            int fit = free.CountFit(node, demand, demand.Instances);
            if (fit > 0)
            {
                NodeRank rank = new(-fit, NodeRank.FreeShare(free, node, demand), node);
                _nodes.Add((_topology?.PodOf(node) ?? 0, _topology?.TorOf(node) ?? free.TorOf(node), rank));
            }
        }

        _nodes.Sort();
        for (int i = 0; i < _nodes.Count; i++)
        {
            if (i == 0 || _nodes[i].Tor != _nodes[i - 1].Tor || _nodes[i].Pod != _nodes[i - 1].Pod)
            {
                _switches.Add(new Switch(_nodes[i].Pod, i, i, 0));
            }

            Switch of = _switches[^1];
            long room = Math.Min(of.Room - _nodes[i].Rank.First, int.MaxValue);
            _switches[^1] = of with { End = i + 1, Room = (int)room };
        }
    }

    private IEnumerable<Switch> Chosen(int instances)
    {
        Switch[] alone = [.. _switches.Where(of => of.Room >= instances)];
        if (alone.Length > 0)
        {
            return [alone.OrderBy(of => NodesFor(of, instances)).ThenBy(of => of.Room).ThenBy(of => of.First).First()];
        }

        var pods = _switches.GroupBy(of => of.Pod)
            .Select(pod => (
                Room: pod.Sum(of => (long)of.Room),
                Switches: pod.OrderByDescending(of => of.Room).ThenBy(of => of.First).ToArray()))
            .ToArray();
        var fitting = pods.Where(pod => pod.Room >= instances).ToArray();
        return fitting.Length > 0
            ? fitting.OrderBy(pod => SwitchesFor(pod.Switches, instances)).ThenBy(pod => pod.Room)
                .ThenBy(pod => pod.Switches[0].First).First().Switches
            : pods.OrderByDescending(pod => pod.Room).ThenBy(pod => pod.Switches[0].First)
                .SelectMany(pod => pod.Switches);
    }

    private int NodesFor(Switch of, int instances)
    {
        long missing = instances;
        int at = of.First;
        while (missing > 0)
        {
            missing += _nodes[at++].Rank.First;
        }

        return at - of.First;
    }

    private static int SwitchesFor(Switch[] switches, int instances)
    {
        long missing = instances;
        int count = 0;
        while (missing > 0)
        {
            missing -= switches[count++].Room;
        }

        return count;
    }

    /// <summary>The nodes under one switch as a stretch of the list, and how many instances they host.</summary>
    private readonly record struct Switch(int Pod, int First, int End, int Room);
}
