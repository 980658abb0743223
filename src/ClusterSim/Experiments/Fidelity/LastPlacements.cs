using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Notes on which nodes each job was last.</summary>
internal sealed class LastPlacements(int jobs) : IAllocationObserver
{
    private readonly SimTime[] _start = new SimTime[jobs];
    private readonly ImmutableSortedSet<int>[] _nodes = new ImmutableSortedSet<int>[jobs];

    /// <summary>The nodes of a job's last placement; empty when it never started.</summary>
    public ImmutableSortedSet<int> Of(int job) => _nodes[job] ?? [];

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
    }

    /// <inheritdoc/>
    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
        bool same = _nodes[job] is not null && _start[job] == start;
        _start[job] = start;
        _nodes[job] = (same ? _nodes[job] : []).Add(node);
    }
}
