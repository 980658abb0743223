using System.Numerics;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>Tells whether the memory of GPUs suffices for all jobs that would share them.</summary>
internal sealed class SharedGpuMemory
{
    private readonly Workload _workload;
    private readonly GpuTenants _tenants;
    private readonly JobTable _jobs;
    private readonly long[] _memoryMiB;

    public SharedGpuMemory(Workload workload, Platform platform, JobTable jobs, GpuTenants tenants)
    {
        (_workload, _jobs, _tenants) = (workload, jobs, tenants);
        Dictionary<string, long> models = platform.GpuModels.ToDictionary(
            model => model.Name, model => model.MemoryMiB, StringComparer.Ordinal);
        _memoryMiB = [.. platform.Nodes.Select(node => models.GetValueOrDefault(node.GpuModel))];
    }

    /// <summary>Whether it suffices if a job gets a placement; what is not known never is too little.</summary>
    public bool Suffices(int job, Placement placement)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            for (ulong left = _memoryMiB[slice.Node] > 0 ? slice.GpuMask : 0; left != 0; left &= left - 1)
            {
                double needed = MemoryOf(job);
                foreach (int tenant in _tenants.Of(slice.Node, BitOperations.TrailingZeroCount(left)))
                {
                    // The memory of a job that yields moves to the host.
                    needed += tenant == job || _jobs.Yields[tenant] ? 0 : MemoryOf(tenant);
                }

                if (needed > _memoryMiB[slice.Node])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private double MemoryOf(int job) => _workload.Jobs[job].Profile.Signature?.GpuMemoryMiB ?? 0;
}
