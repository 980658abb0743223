using System.Globalization;
using System.Numerics;
using ClusterSim.Scheduling;

namespace ClusterSim.Engine;

/// <summary>
/// The cluster's double-entry books: what is free, and, counted apart from it, what is held. After every change
/// free + held + failed must equal the capacity of each node that was touched, and none may be negative.
/// </summary>
internal sealed class ClusterState
{
    private readonly NodeCatalog _catalog;
    private readonly TrialResources _free;
    private readonly long[] _heldCpu, _heldMemory, _heldDisk;
    private readonly int[] _heldGpuMilli, _heldNicPercent, _awayGpuMilli;

    public ClusterState(NodeCatalog catalog, TrialResources free)
    {
        (_catalog, _free) = (catalog, free);
        int nodes = catalog.Nodes.Length;
        (_heldCpu, _heldMemory, _heldDisk) = (new long[nodes], new long[nodes], new long[nodes]);
        (_heldGpuMilli, _heldNicPercent, _awayGpuMilli) = (new int[nodes], new int[nodes], new int[nodes]);
    }

    /// <summary>What is free now.</summary>
    public TrialResources Free => _free;

    /// <summary>Who computes on which GPU, once jobs share some.</summary>
    public required GpuTenants Tenants { get; init; }

    public void Take(int job, Demand demand, Placement placement)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            Change(demand, slice, +1, Tenants.Held(slice.Node, slice.GpuMask));
        }

        Tenants.Add(job, demand, placement);
        CheckTouched(placement);
    }

    public void Give(int job, Demand demand, Placement placement)
    {
        Tenants.Remove(job, demand, placement);
        foreach (PlacementSlice slice in placement.Slices)
        {
            Change(demand, slice, -1, Tenants.Held(slice.Node, slice.GpuMask));
        }

        CheckTouched(placement);
    }

    /// <summary>
    /// Whether a job could have a placement if it gave up its present one; GPUs held by others are not free.
    /// </summary>
    public RefusalReason CheckInPlaceOf(int job, Demand present, Placement held, Demand demand, Placement placement)
    {
        Lift(job, present, held, -1);
        RefusalReason reason = _free.Check(demand, placement);
        Lift(job, present, held, +1);
        return reason;
    }

    /// <summary>Whether a job could have a placement if GPUs that other jobs hold wholly were free.</summary>
    public RefusalReason CheckShared(int job, Demand demand, Placement placement, Placement? held)
    {
        if (demand.SharesDevice || demand.PerInstance.Gpus == 0)
        {
            return RefusalReason.NotShareable;
        }

        foreach (PlacementSlice slice in placement.Slices)
        {
            if (slice.Node < 0 || slice.Node >= _free.NodeCount)
            {
                return RefusalReason.UnknownNode;
            }
        }

        Tenants.Begin();
        if (held is not null)
        {
            Lift(job, demand, held, -1);
        }

        Reveal(job, placement, +1);
        RefusalReason reason = _free.Check(demand, placement);
        Reveal(job, placement, -1);
        if (held is not null)
        {
            Lift(job, demand, held, +1);
        }

        return reason;
    }

    public void SetUp(int node, bool up) => _free.SetUp(node, up);

    /// <summary>A wholly free GPU fails, or comes back: a failed one is neither free nor held.</summary>
    public void SetUp(int node, int gpu, bool up)
    {
        int sign = up ? 1 : -1;
        _free.Reveal(node, 1UL << (_catalog.Nodes[node].IsPool ? 0 : gpu), sign);
        _awayGpuMilli[node] -= sign * 1000;
        if (Imbalance(node) is { } found)
        {
            throw new InvalidOperationException(found);
        }
    }

    /// <summary>Whether jobs hold anything of a node.</summary>
    public bool HoldsJobs(int node) =>
        _heldGpuMilli[node] > 0 || _heldCpu[node] > 0 || _heldMemory[node] > 0 || _heldDisk[node] > 0
        || _heldNicPercent[node] > 0;

    /// <summary>The first node whose books do not balance, with what was found; <c>null</c> when all do.</summary>
    public string? FindImbalance()
    {
        for (int node = 0; node < _heldCpu.Length; node++)
        {
            if (Imbalance(node) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private void Change(Demand demand, in PlacementSlice slice, int sign, ulong heldByOthers)
    {
        _free.Change(demand, slice, -sign, slice.GpuMask & ~heldByOthers);
        int node = slice.Node;
        int count = sign * slice.Instances;
        _heldCpu[node] += (long)count * demand.PerInstance.CpuMilli;
        _heldMemory[node] += count * demand.PerInstance.MemoryMiB;
        _heldDisk[node] += count * demand.PerInstance.DiskMiB;
        _heldGpuMilli[node] += (count * demand.PerInstance.TotalGpuMilli)
            - (sign * 1000 * BitOperations.PopCount(heldByOthers));
        _heldNicPercent[node] += slice.Nic < 0 ? 0 : count * demand.PerInstance.RdmaPercent;
    }

    // Frees (-1) or takes again (+1) what a job holds alone, without the checks of a real change.
    private void Lift(int job, Demand demand, Placement placement, int sign)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            _free.Change(demand, slice, -sign, slice.GpuMask & ~Tenants.Held(slice.Node, slice.GpuMask, job));
        }
    }

    private void Reveal(int job, Placement placement, int sign)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            _free.Reveal(slice.Node, Tenants.Held(slice.Node, slice.GpuMask, job), sign);
        }
    }

    private void CheckTouched(Placement placement)
    {
        int last = -1;
        foreach (PlacementSlice slice in placement.Slices)
        {
            if (slice.Node != last && Imbalance(slice.Node) is { } found)
            {
                throw new InvalidOperationException(found);
            }

            last = slice.Node;
        }
    }

    private string? Imbalance(int node)
    {
        var spec = _catalog.Nodes[node];
        long cpuMilli = spec.CpuLimited ? spec.CpuMilli : FreeResources.Unlimited;
        bool balanced = _heldCpu[node] >= 0 && _heldMemory[node] >= 0
            && _heldDisk[node] >= 0 && _heldGpuMilli[node] >= 0
            && Balances(_free.FreeCpuMilli(node), _heldCpu[node], cpuMilli)
            && Balances(_free.FreeMemoryMiB(node), _heldMemory[node], spec.MemoryMiB ?? FreeResources.Unlimited)
            && Balances(_free.FreeDiskMiB(node), _heldDisk[node], spec.DiskMiB ?? FreeResources.Unlimited)
            && _awayGpuMilli[node] >= 0
            && Balances(_free.FreeGpuMilli(node), _heldGpuMilli[node] + _awayGpuMilli[node], spec.Gpus * 1000L)
            && (spec.IsPool || SharesBalance(node))
            && (Tenants.Held(node, _free.WholeGpuMask(node)) == 0)
            && NicsBalance(node, spec.RdmaNics ?? 0);
        return balanced ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"the books of node '{spec.Name}' do not balance: {_free.FreeCpuMilli(node)} + {_heldCpu[node]} of "
            + $"{spec.CpuMilli} milli-cores, {_free.FreeGpuMilli(node)} + {_heldGpuMilli[node]} + "
            + $"{_awayGpuMilli[node]} of {spec.Gpus * 1000} milli-GPUs (free + held + failed of capacity)");
    }

    private static bool Balances(long free, long held, long capacity) => free >= 0 && free + held == capacity;

    private bool SharesBalance(int node)
    {
        int sum = 0;
        foreach (int share in _free.GpuShares(node))
        {
            if (share is < 0 or > 1000)
            {
                return false;
            }

            sum += share;
        }

        return sum == _free.FreeGpuMilli(node);
    }

    private bool NicsBalance(int node, int nics)
    {
        int sum = 0;
        for (int nic = 0; nic < nics; nic++)
        {
            int free = _free.FreeNicPercent(node, nic);
            if (free is < 0 or > 100)
            {
                return false;
            }

            sum += free;
        }

        return sum + _heldNicPercent[node] == nics * 100;
    }
}
