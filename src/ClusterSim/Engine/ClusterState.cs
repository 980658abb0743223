using System.Globalization;
using ClusterSim.Scheduling;

namespace ClusterSim.Engine;

/// <summary>
/// The cluster's double-entry books: what is free, and, counted apart from it, what is held. After every change
/// free + held must equal the capacity of each node that was touched, and neither may be negative.
/// </summary>
internal sealed class ClusterState
{
    private readonly NodeCatalog _catalog;
    private readonly TrialResources _free;
    private readonly long[] _heldCpu, _heldMemory, _heldDisk;
    private readonly int[] _heldGpuMilli, _heldNicPercent;

    public ClusterState(NodeCatalog catalog, int limitedApplications)
    {
        _catalog = catalog;
        _free = new TrialResources(catalog, limitedApplications);
        int nodes = catalog.Nodes.Length;
        (_heldCpu, _heldMemory, _heldDisk) = (new long[nodes], new long[nodes], new long[nodes]);
        (_heldGpuMilli, _heldNicPercent) = (new int[nodes], new int[nodes]);
    }

    /// <summary>What is free now.</summary>
    public TrialResources Free => _free;

    public void Take(Demand demand, Placement placement) => Change(demand, placement, +1);

    public void Give(Demand demand, Placement placement) => Change(demand, placement, -1);

    public void SetUp(int node, bool up) => _free.SetUp(node, up);

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

    private void Change(Demand demand, Placement placement, int sign)
    {
        if (sign > 0)
        {
            _free.Take(demand, placement);
        }
        else
        {
            _free.Give(demand, placement);
        }

        foreach (PlacementSlice slice in placement.Slices)
        {
            int node = slice.Node;
            int count = sign * slice.Instances;
            _heldCpu[node] += (long)count * demand.PerInstance.CpuMilli;
            _heldMemory[node] += count * demand.PerInstance.MemoryMiB;
            _heldDisk[node] += count * demand.PerInstance.DiskMiB;
            _heldGpuMilli[node] += count * demand.PerInstance.TotalGpuMilli;
            _heldNicPercent[node] += slice.Nic < 0 ? 0 : count * demand.PerInstance.RdmaPercent;
        }

        CheckTouched(placement);
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
            && Balances(_free.FreeGpuMilli(node), _heldGpuMilli[node], spec.Gpus * 1000L)
            && (spec.IsPool || SharesBalance(node))
            && NicsBalance(node, spec.RdmaNics ?? 0);
        return balanced ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"the books of node '{spec.Name}' do not balance: {_free.FreeCpuMilli(node)} + {_heldCpu[node]} of "
            + $"{spec.CpuMilli} milli-cores, {_free.FreeGpuMilli(node)} + {_heldGpuMilli[node]} of {spec.Gpus * 1000} "
            + $"milli-GPUs (free + held of capacity)");
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
