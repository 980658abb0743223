namespace ClusterSim.Scheduling.Backfilling;

/// <summary>
/// What stays free for a job through several slots of a timetable in a row. It grows slot by slot and knows how many
/// instances would find room, so that a search stops at the slot that is in the way.
/// </summary>
internal sealed class Stretch(TrialResources free)
{
    private readonly List<int> _nodes = [];
    private readonly int[] _fit = new int[free.NodeCount];
    private long _room;
    private Demand _demand = null!;

    /// <summary>Empties everything; called when nodes may hold something.</summary>
    public void Clear()
    {
        for (int node = 0; node < free.NodeCount; node++)
        {
            free.Empty(node);
        }

        _nodes.Clear();
    }

    /// <summary>Begins with one slot; <c>false</c> when even that slot alone does not host the job.</summary>
    public bool Begin(TrialResources slot, Demand demand)
    {
        _demand = demand;
        foreach (int node in _nodes)
        {
            free.Empty(node);
        }

        _nodes.Clear();
        if (slot.CannotFit(demand))
        {
            return false;
        }

        _room = 0;
        for (int node = slot.NextNode(0, demand); node >= 0; node = slot.NextNode(node + 1, demand))
        {
            int fit = slot.CountFit(node, demand, demand.Instances);
            if (fit > 0)
            {
                _room += fit;
                _fit[node] = fit;
                _nodes.Add(node);
                free.CopyNode(slot, node);
            }
        }

        return _room >= demand.Instances;
    }

    /// <summary>Adds a slot; <c>false</c> when the job finds no room through all of them.</summary>
    public bool Extend(TrialResources slot)
    {
        if (slot.CannotFit(_demand))
        {
            return false;
        }

        int kept = 0;
        for (int i = 0; i < _nodes.Count; i++)
        {
            int node = _nodes[i];
            if (!free.KeepLeast(slot, node, _demand) || Recount(node) > 0)
            {
                _nodes[kept++] = node;
            }
            else
            {
                free.Empty(node);
            }
        }

        _nodes.RemoveRange(kept, _nodes.Count - kept);
        return _room >= _demand.Instances;
    }

    /// <summary>What is free through all slots.</summary>
    public TrialResources Free()
    {
        free.Settle(_nodes);
        return free;
    }

    private int Recount(int node)
    {
        int fit = free.CountFit(node, _demand, _demand.Instances);
        _room += fit - _fit[node];
        _fit[node] = fit;
        return fit;
    }
}
