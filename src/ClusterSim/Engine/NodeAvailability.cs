using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>
/// Which nodes and GPUs are there. Several causes may hold one down at once; it is up when none does. What runs on it
/// when it goes is stopped.
/// </summary>
internal sealed class NodeAvailability
{
    private readonly RunState _run;
    private readonly JobLifecycle _jobs;
    private readonly DeviceIndex _devices;
    private readonly int[] _downReasons, _closedReasons, _outageOfNode;
    private readonly Dictionary<int, (int Reasons, int Outage)> _downGpus = [];
    private readonly List<Outage> _outages = [];
    private readonly List<int> _hit = [];
    private int _nodesDown;

    public NodeAvailability(RunState run, JobLifecycle jobs, DeviceIndex devices)
    {
        (_run, _jobs, _devices) = (run, jobs, devices);
        int nodes = run.Platform.Nodes.Length;
        (_downReasons, _closedReasons, _outageOfNode) = (new int[nodes], new int[nodes], new int[nodes]);
    }

    /// <summary>Whether a node or GPU is away.</summary>
    public bool AnyAway => _nodesDown > 0 || _downGpus.Count > 0;

    /// <summary>What was away when, by begin.</summary>
    public IReadOnlyList<Outage> Outages => _outages;

    /// <summary>A node goes. <paramref name="warned"/>: its jobs had time for a checkpoint.</summary>
    public void Down(int node, FailureCause cause, bool warned = false)
    {
        if (_downReasons[node]++ > 0)
        {
            return;
        }

        _nodesDown++;
        _outageOfNode[node] = Begin(node, -1, cause);
        _run.Sleep.SetUp(node, false);
        _run.Emit(EventKind.NodeDown, node: node);
        foreach (int job in _run.View.Running)
        {
            if (Uses(_run.Jobs.Placement[job]!, node, ulong.MaxValue))
            {
                _jobs.LoseMachine(job, warned);
            }
        }

        _run.PassNeeded = true;
    }

    /// <summary>A node comes back, as far as this cause goes.</summary>
    public void Up(int node)
    {
        // A node that was never down cannot come up; a list may say so when it begins with a repair.
        if (_downReasons[node] == 0 || --_downReasons[node] > 0)
        {
            return;
        }

        _nodesDown--;
        End(_outageOfNode[node]);
        _run.Sleep.SetUp(node, true);
        _run.Emit(EventKind.NodeUp, node: node);
        _run.View.ReleaseVersion++;
        _run.PassNeeded = true;
    }

    /// <summary>A node takes no new jobs (1), or takes them again (-1), as far as this cause goes.</summary>
    public void Close(int node, int change)
    {
        _closedReasons[node] += change;
        _run.Sleep.Close(node, _closedReasons[node] > 0);
        _run.PassNeeded = true;
    }

    /// <summary>A GPU goes. <paramref name="warned"/>: its job had time for a checkpoint.</summary>
    public void GpuDown(int device, FailureCause cause, bool warned = false)
    {
        if (_downGpus.TryGetValue(device, out var down))
        {
            _downGpus[device] = (down.Reasons + 1, down.Outage);
            return;
        }

        (int node, int gpu) = _devices.At(device);
        FindHit(node, gpu);
        foreach (int job in _hit)
        {
            _jobs.LoseMachine(job, warned);
        }

        _downGpus.Add(device, (1, Begin(node, gpu, cause)));
        _run.Cluster.SetUp(node, gpu, false);
        _run.Emit(EventKind.GpuDown, node: node, gpus: gpu);
        _run.PassNeeded = true;
    }

    /// <summary>A GPU comes back, as far as this cause goes.</summary>
    public void GpuUp(int device)
    {
        if (!_downGpus.TryGetValue(device, out var down))
        {
            return;
        }

        if (down.Reasons > 1)
        {
            _downGpus[device] = (down.Reasons - 1, down.Outage);
            return;
        }

        (int node, int gpu) = _devices.At(device);
        _downGpus.Remove(device);
        End(down.Outage);
        _run.Cluster.SetUp(node, gpu, true);
        _run.Emit(EventKind.GpuUp, node: node, gpus: gpu);
        _run.View.ReleaseVersion++;
        _run.PassNeeded = true;
    }

    private int Begin(int node, int gpu, FailureCause cause)
    {
        _outages.Add(new Outage(_run.Now, SimTime.Never, node, gpu, cause));
        return _outages.Count - 1;
    }

    private void End(int outage) => _outages[outage] = _outages[outage] with { To = _run.Now };

    private void FindHit(int node, int gpu)
    {
        _hit.Clear();
        bool pool = _run.Platform.Nodes[node].IsPool;
        if (!pool)
        {
            AddUsers(node, 1UL << gpu);
            return;
        }

        // The GPUs of a pool have no identity: those that are held count as the first, in the order of the jobs.
        AddUsers(node, ulong.MaxValue);
        long free = _run.Cluster.Free.FreeGpuMilli(node), until = 0;
        int hit = _hit.FindIndex(job => (until += HeldMilli(job, node)) > gpu * 1000L);
        int first = Math.Max(hit < 0 && free < 1000 ? 0 : hit, 0), count = 0;
        for (bool needed = hit >= 0 || free < 1000; needed && first + count < _hit.Count; needed = free < 1000)
        {
            free += HeldMilli(_hit[first + count++], node);
        }

        _hit.RemoveRange(first + count, _hit.Count - first - count);
        _hit.RemoveRange(0, first);
    }

    private void AddUsers(int node, ulong gpus)
    {
        foreach (int job in _run.View.Running)
        {
            if (Uses(_run.Jobs.Placement[job]!, node, gpus))
            {
                _hit.Add(job);
                if (gpus != ulong.MaxValue && !_run.Jobs.Demand[job].SharesGpu && !_run.View.Tenants.IsShared(job))
                {
                    // It has the GPU for itself.
                    return;
                }
            }
        }
    }

    private long HeldMilli(int job, int node)
    {
        long milli = 0;
        foreach (PlacementSlice slice in _run.Jobs.Placement[job]!.Slices)
        {
            milli += slice.Node == node
                ? (long)slice.Instances * _run.Jobs.Demand[job].PerInstance.TotalGpuMilli
                : 0;
        }

        return milli;
    }

    private static bool Uses(Placement placement, int node, ulong gpus)
    {
        foreach (PlacementSlice slice in placement.Slices)
        {
            if (slice.Node == node && (gpus == ulong.MaxValue || (slice.GpuMask & gpus) != 0))
            {
                return true;
            }
        }

        return false;
    }
}
