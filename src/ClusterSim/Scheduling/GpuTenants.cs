using System.Numerics;

namespace ClusterSim.Scheduling;

/// <summary>
/// Which jobs compute on which GPU. A GPU that several jobs share is held once in the books of the cluster; here stands
/// who holds it. Kept from the first moment at which a plan lets jobs share; jobs that asked for less than a whole GPU
/// and nodes that are pools are not in it.
/// </summary>
public sealed class GpuTenants
{
    private const int WholeMilli = 1000;

    private readonly NodeCatalog _catalog;
    private readonly JobTable _jobs;
    private readonly JobSet _running;
    private List<int>[] _tenants = [];

    internal GpuTenants(NodeCatalog catalog, JobTable jobs, JobSet running) =>
        (_catalog, _jobs, _running) = (catalog, jobs, running);

    /// <summary>Whether any plan of this run tried to let jobs share GPUs.</summary>
    public bool AnyShared => _tenants.Length > 0;

    /// <summary>Whether several jobs were on one GPU at any time.</summary>
    internal bool EverShared { get; private set; }

    /// <summary>Adds the other jobs on the GPUs of a running job, each once, in the order of the GPUs.</summary>
    /// <param name="job">The job.</param>
    /// <param name="partners">Where they are added.</param>
    public void AddPartners(int job, IList<int> partners)
    {
        ArgumentNullException.ThrowIfNull(partners);
        if (AnyShared && _jobs.Placement[job] is { } placement)
        {
            AddTenants(placement, job, partners);
        }
    }

    /// <summary>Whether another job computes on a GPU of a running job.</summary>
    /// <param name="job">The job.</param>
    public bool IsShared(int job)
    {
        if (!AnyShared || _jobs.Placement[job] is not { } placement)
        {
            return false;
        }

        foreach (PlacementSlice slice in placement.Slices)
        {
            for (ulong left = slice.GpuMask; left != 0; left &= left - 1)
            {
                if (Of(slice.Node, BitOperations.TrailingZeroCount(left)).Count > 1)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The jobs on a GPU, in the order in which they came.</summary>
    internal IReadOnlyList<int> Of(int node, int gpu) => _tenants[_catalog.FirstGpu[node] + gpu];

    /// <summary>Begins to keep the tenants, from the jobs that run now.</summary>
    internal void Begin()
    {
        if (AnyShared)
        {
            return;
        }

        _tenants = new List<int>[_catalog.TrackedGpus];
        for (int gpu = 0; gpu < _tenants.Length; gpu++)
        {
            _tenants[gpu] = [];
        }

        foreach (int job in _running)
        {
            Add(job, _jobs.Demand[job], _jobs.Placement[job]!);
        }
    }

    internal void Add(int job, Demand demand, Placement placement) => Change(job, demand, placement, enters: true);

    internal void Remove(int job, Demand demand, Placement placement) => Change(job, demand, placement, enters: false);

    /// <summary>The GPUs among those of a mask on which a job computes that is not <paramref name="except"/>.</summary>
    internal ulong Held(int node, ulong mask, int except = -1)
    {
        ulong held = 0;
        int first = _catalog.FirstGpu[node];
        int gpus = _catalog.FirstGpu[node + 1] - first;
        for (ulong left = mask; AnyShared && left != 0; left &= left - 1)
        {
            int gpu = BitOperations.TrailingZeroCount(left);
            List<int>? tenants = gpu < gpus ? _tenants[first + gpu] : null;
            bool others = tenants is { Count: > 1 } || (tenants is { Count: 1 } && tenants[0] != except);
            held |= others ? 1UL << gpu : 0;
        }

        return held;
    }

    internal void AddTenants(Placement placement, int except, IList<int> tenants)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            for (ulong left = slice.GpuMask; left != 0; left &= left - 1)
            {
                foreach (int tenant in _tenants[_catalog.FirstGpu[slice.Node] + BitOperations.TrailingZeroCount(left)])
                {
                    if (tenant != except && !tenants.Contains(tenant))
                    {
                        tenants.Add(tenant);
                    }
                }
            }
        }
    }

    /// <summary>
    /// The part of the GPUs of a slice that a job holds, in 1/1000 GPU: an even share of each, the odd thousandths with
    /// the job that came first, so that the shares of a GPU always add up to the whole.
    /// </summary>
    internal int ShareMilli(int job, Demand demand, in PlacementSlice slice)
    {
        int milli = slice.Instances * demand.PerInstance.TotalGpuMilli;
        for (ulong left = AnyShared ? slice.GpuMask : 0; left != 0; left &= left - 1)
        {
            List<int> tenants = _tenants[_catalog.FirstGpu[slice.Node] + BitOperations.TrailingZeroCount(left)];
            if (tenants.Count > 1)
            {
                int even = WholeMilli / tenants.Count;
                milli -= WholeMilli - (tenants[0] == job ? WholeMilli - (even * (tenants.Count - 1)) : even);
            }
        }

        return milli;
    }

    private void Change(int job, Demand demand, Placement placement, bool enters)
    {
        if (!AnyShared || demand.SharesGpu)
        {
            return;
        }

        foreach (PlacementSlice slice in placement.Slices)
        {
            for (ulong left = slice.GpuMask; left != 0; left &= left - 1)
            {
                List<int> tenants = _tenants[_catalog.FirstGpu[slice.Node] + BitOperations.TrailingZeroCount(left)];
                if (enters)
                {
                    tenants.Add(job);
                    EverShared |= tenants.Count > 1;
                }
                else
                {
                    tenants.Remove(job);
                }
            }
        }
    }
}
