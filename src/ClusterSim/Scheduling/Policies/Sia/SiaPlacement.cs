using ClusterSim.Scheduling.Elastic;

namespace ClusterSim.Scheduling.Policies.Sia;

/// <summary>
/// Puts the configurations of a round on nodes (Jayaram Subramanya et al., "Sia", SOSP 2023, section 3.5): jobs whose
/// configuration stays keep their GPUs if they can; whole nodes are given first, then parts of nodes, the largest first
/// and each where the fewest GPUs are left. Where nothing fits, the smallest jobs make room and are placed anew.
/// </summary>
internal sealed class SiaPlacement(Reallocation reallocation)
{
    private readonly PriorityQueue<int, (int, int)> _waiting = new();
    private List<int>[] _onNode = [];
    private int[] _gpus = [];

    /// <summary>Begins a round.</summary>
    /// <param name="nodes">Nodes of the platform.</param>
    /// <param name="jobs">Jobs of the run.</param>
    public void Begin(int nodes, int jobs)
    {
        _onNode = _onNode.Length == nodes ? _onNode : [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
        _gpus = _gpus.Length == jobs ? _gpus : new int[jobs];
        foreach (List<int> on in _onNode)
        {
            on.Clear();
        }
    }

    /// <summary>The job stays where it is, unless it must make room.</summary>
    public void Keep(int job)
    {
        ReadOnlySpan<NodeShare> held = reallocation.Held(job);
        _gpus[job] = held[0].Gpus;
        _onNode[held[0].Node].Add(held.Length == 1 ? job : ~job);
        for (int i = 1; i < held.Length; i++)
        {
            _onNode[held[i].Node].Add(~job);
        }
    }

    /// <summary>The job waits to be placed.</summary>
    public void Add(int job, int gpus, int rank)
    {
        _gpus[job] = gpus;
        _waiting.Enqueue(job, (-gpus, rank));
    }

    /// <summary>Places the jobs that wait on nodes of a type; one that does not fit gets nothing.</summary>
    public void Place(GpuType type)
    {
        while (_waiting.TryDequeue(out int job, out (int, int Rank) order))
        {
            int gpus = _gpus[job];
            NodeShare[] shares = new NodeShare[Math.Max(1, gpus / type.NodeGpus)];
            int part = Math.Min(gpus, type.NodeGpus), found = 0;
            while (found < shares.Length && FindNode(type, part, order.Rank) is var node and >= 0)
            {
                // Taken at once, so that it is not found again.
                shares[found++] = new NodeShare(node, part);
                reallocation.Reserve(node, part);
            }

            foreach (NodeShare share in shares.AsSpan(0, found))
            {
                reallocation.Reserve(share.Node, -share.Gpus);
            }

            if (found == shares.Length)
            {
                reallocation.Give(job, shares);
                foreach (NodeShare share in shares)
                {
                    _onNode[share.Node].Add(found == 1 ? job : ~job);
                }
            }
        }
    }

    // Where the fewest GPUs are left; or where the fewest must be taken from smaller jobs.
    private int FindNode(GpuType type, int gpus, int rank)
    {
        (int best, int least) = (-1, int.MaxValue);
        foreach (int node in type.Nodes)
        {
            int free = reallocation.Free[node];
            (best, least) = free >= gpus && free < least ? (node, free) : (best, least);
        }

        if (best >= 0)
        {
            return best;
        }

        foreach (int node in type.Nodes)
        {
            int taken = Evictions(node, gpus, null);
            (best, least) = taken < least ? (node, taken) : (best, least);
        }

        if (best >= 0)
        {
            List<int> evicted = [];
            Evictions(best, gpus, evicted);
            foreach (int job in evicted)
            {
                reallocation.Take(job);
                _onNode[best].Remove(job);
                _waiting.Enqueue(job, (-_gpus[job], rank));
            }
        }

        return best;
    }

    // GPUs that smaller jobs of a node have to give so that so many are free; the greatest number when it cannot be.
    private int Evictions(int node, int gpus, List<int>? evicted)
    {
        (int free, int taken) = (reallocation.Free[node], 0);
        foreach (int job in _onNode[node].Where(job => job >= 0 && _gpus[job] < gpus).OrderBy(job => _gpus[job]))
        {
            if (free >= gpus)
            {
                break;
            }

            free += _gpus[job];
            taken += _gpus[job];
            evicted?.Add(job);
        }

        return free >= gpus ? taken : int.MaxValue;
    }
}
