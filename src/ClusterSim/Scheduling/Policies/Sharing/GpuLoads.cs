using System.Numerics;

namespace ClusterSim.Scheduling.Policies.Sharing;

/// <summary>What jobs are known or predicted to do to each GPU: summed utilization, memory, number of jobs.</summary>
internal sealed class GpuLoads
{
    private readonly NodeCatalog _catalog;
    private readonly Placement?[] _placements;
    private readonly (double Utilization, double MemoryMiB)[] _known;
    private readonly double[] _utilization, _memoryMiB;
    private readonly int[] _jobs;

    public GpuLoads(SchedulingView view)
    {
        _catalog = view.Free.Nodes;
        (_placements, _known) = (new Placement?[view.JobCount], new (double, double)[view.JobCount]);
        (_utilization, _memoryMiB) = (new double[_catalog.TrackedGpus], new double[_catalog.TrackedGpus]);
        _jobs = new int[_catalog.TrackedGpus];
    }

    public double Utilization(int node, int gpu) => _utilization[_catalog.FirstGpu[node] + gpu];

    public double MemoryMiB(int node, int gpu) => _memoryMiB[_catalog.FirstGpu[node] + gpu];

    public int Jobs(int node, int gpu) => _jobs[_catalog.FirstGpu[node] + gpu];

    /// <summary>GPUs of a node that are told apart.</summary>
    public int Gpus(int node) => _catalog.FirstGpu[node + 1] - _catalog.FirstGpu[node];

    /// <summary>Whether the job is counted.</summary>
    public bool Has(int job) => _placements[job] is not null;

    public void Add(int job, Placement placement, double utilization, double memoryMiB)
    {
        (_placements[job], _known[job]) = (placement, (utilization, memoryMiB));
        Change(job, +1);
    }

    /// <summary>A job left; nothing happens if it is not counted.</summary>
    public void Remove(int job)
    {
        if (Has(job))
        {
            Change(job, -1);
            _placements[job] = null;
        }
    }

    private void Change(int job, int sign)
    {
        foreach (PlacementSlice slice in _placements[job]!.Slices)
        {
            for (ulong left = slice.GpuMask; left != 0; left &= left - 1)
            {
                int gpu = _catalog.FirstGpu[slice.Node] + BitOperations.TrailingZeroCount(left);
                _jobs[gpu] += sign;
                // Sums of doubles that come and go do not return to zero by themselves.
                _utilization[gpu] = _jobs[gpu] == 0 ? 0 : _utilization[gpu] + (sign * _known[job].Utilization);
                _memoryMiB[gpu] = _jobs[gpu] == 0 ? 0 : _memoryMiB[gpu] + (sign * _known[job].MemoryMiB);
            }
        }
    }
}
