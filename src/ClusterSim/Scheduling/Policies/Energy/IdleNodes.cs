using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// The nodes that are awake and hold no job, by the moment at which they have been idle long enough to sleep. Kept up
/// to date from allocations and events alone.
/// </summary>
internal sealed class IdleNodes
{
    private readonly TimeSpan?[] _patience;
    private readonly int[] _jobs;
    private readonly SimTime[] _due;
    private readonly SortedSet<(SimTime Due, int Node)> _idle = [];

    /// <param name="view">The run.</param>
    /// <param name="patience">How long a node is idle before it sleeps; <c>null</c> when it never does.</param>
    public IdleNodes(SchedulingView view, Func<int, TimeSpan?> patience)
    {
        int nodes = view.Platform.Nodes.Length;
        _patience = [.. Enumerable.Range(0, nodes).Select(patience)];
        (_jobs, _due) = (new int[nodes], new SimTime[nodes]);
        for (int node = 0; node < nodes; node++)
        {
            Add(node, view.Now);
        }
    }

    /// <summary>Number of idle nodes that may sleep one day.</summary>
    public int Count => _idle.Count;

    /// <summary>Nodes that hold jobs.</summary>
    public int Busy { get; private set; }

    /// <summary>The idle node that is due first; <c>null</c> when there is none.</summary>
    public (SimTime Due, int Node)? First => _idle.Count > 0 ? _idle.Min : null;

    /// <summary>A job takes something of a node.</summary>
    public void Take(int node)
    {
        if (_jobs[node]++ == 0)
        {
            Busy++;
            Remove(node);
        }
    }

    /// <summary>A job gives up what it took.</summary>
    public void Release(int node, SimTime now)
    {
        if (--_jobs[node] == 0)
        {
            Busy--;
            Add(node, now);
        }
    }

    /// <summary>A node is awake again, or fails, or sets out to sleep.</summary>
    public void Observe(in SimulationEvent happened)
    {
        bool back = happened.Kind == EventKind.NodeUp
            || (happened.Kind == EventKind.NodePowerChanged && happened.Detail == (int)NodePower.On);
        if (back && _jobs[happened.Node] == 0)
        {
            Add(happened.Node, happened.Time);
        }
        else if (happened.Kind is EventKind.NodeDown or EventKind.NodePowerChanged)
        {
            Remove(happened.Node);
        }
    }

    /// <summary>Leaves a node alone until something happens to it.</summary>
    public void Remove(int node) => _idle.Remove((_due[node], node));

    private void Add(int node, SimTime now)
    {
        if (_patience[node] is { } patience)
        {
            _idle.Remove((_due[node], node));
            _due[node] = now + patience;
            _idle.Add((_due[node], node));
        }
    }
}
