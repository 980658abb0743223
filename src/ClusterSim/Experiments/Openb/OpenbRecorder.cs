using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Openb;

/// <summary>
/// Observes a run in which pods come one by one and never leave: after each pod, what has arrived, what is allocated
/// and how fragmented the rest is.
/// </summary>
internal sealed class OpenbRecorder(Workload workload, Platform platform, ImmutableArray<TargetShape> target)
    : IAllocationObserver
{
    private readonly FragmentationGauge _gauge = new(platform, target);
    private readonly List<OpenbPoint> _points = new(workload.Jobs.Length);
    private OpenbPoint _now = new(-1, -1, 0, 0, 0, default);

    /// <summary>One point for each pod, in order of arrival; complete when the run is over.</summary>
    public IReadOnlyList<OpenbPoint> Points
    {
        get
        {
            Close();
            return _points;
        }
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobSubmitted)
        {
            Close();
            long arrived = _now.ArrivedGpuMilli + workload.Jobs[happened.Job].Request.TotalGpuMilli;
            _now = new OpenbPoint(happened.Job, -1, 0, arrived, _now.AllocatedGpuMilli, default);
        }
    }

    /// <inheritdoc/>
    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
        _gauge.Change(node, -gpuMilli, -cpuMilli, gpuMask);
        _now = _now with { Node = node, GpuMask = gpuMask, AllocatedGpuMilli = _now.AllocatedGpuMilli + gpuMilli };
    }

    /// <inheritdoc/>
    public void Released(
        int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
    }

    private void Close()
    {
        if (_now.Job >= 0)
        {
            _points.Add(_now with { Fragmentation = _gauge.OfCluster() });
            _now = _now with { Job = -1 };
        }
    }
}
