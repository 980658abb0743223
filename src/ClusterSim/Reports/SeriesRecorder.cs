using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>
/// Observes a run and sums up, exactly and weighted by time, what the cluster did in each step of time. Memory is
/// bounded: when a run grows past the last step, neighbouring steps are merged and the step doubles, so that a long run
/// has the same number of steps as a short one. Sums are whole numbers, so nothing drifts.
/// </summary>
public sealed class SeriesRecorder : IAllocationObserver
{
    /// <summary>
    /// Most steps of a series; a finished one of a run that long has between half of it and all of it.
    /// </summary>
    public const int MaxBins = 2048;

    private readonly ClusterGauges _gauges;
    private readonly FragmentationGauge _fragmentation;
    private readonly GaugeIntegrals _integrals;

    /// <summary>A recorder for one run.</summary>
    /// <param name="workload">The jobs of the run.</param>
    /// <param name="platform">The cluster of the run.</param>
    public SeriesRecorder(Workload workload, Platform platform)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(platform);
        _gauges = new ClusterGauges(workload, platform);
        _fragmentation = new FragmentationGauge(platform, TargetOf(workload, platform));
        _integrals = new GaugeIntegrals(_gauges.Values, MaxBins, _fragmentation);
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        _integrals.AdvanceTo(happened.Time);
        _gauges.Apply(happened);
        if (happened.Kind is EventKind.NodeDown or EventKind.NodeUp)
        {
            _fragmentation.SetDown(happened.Node, happened.Kind == EventKind.NodeDown);
        }
    }

    /// <inheritdoc/>
    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
        _integrals.AdvanceTo(start);
        _fragmentation.Change(node, -gpuMilli, -cpuMilli, gpuMask);
        _gauges.Hold(job, node, gpuMilli, cpuMilli);
    }

    /// <inheritdoc/>
    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
        _integrals.AdvanceTo(end);
        _fragmentation.Change(node, gpuMilli, cpuMilli, gpuMask);
        _gauges.Hold(job, node, -gpuMilli, -cpuMilli);
    }

    /// <summary>The series up to the end of the run.</summary>
    /// <param name="end">The moment of the run's last event.</param>
    public Series Finish(SimTime end)
    {
        _integrals.AdvanceTo(end);
        _integrals.Close();
        var bins = ImmutableArray.CreateBuilder<SeriesBin>();
        for (int bin = 0; bin < _integrals.BinCount(end); bin++)
        {
            SimTime start = _integrals.StartOf(bin);
            SimTime stop = SimTime.Min(_integrals.StartOf(bin + 1), end);
            bins.Add(_gauges.Means(_integrals.SumsOf(bin), stop - start) with
            {
                Start = start,
                End = stop,
                Fragmentation = _integrals.FragmentationOf(bin),
            });
        }

        return new Series(_integrals.Step, bins.ToImmutable());
    }

    // Without GPUs nothing is fragmented.
    private static ImmutableArray<TargetShape> TargetOf(Workload workload, Platform platform) =>
        platform.Nodes.Any(node => node.Gpus > 0) ? Scheduling.Fragmentation.TargetOf(workload) : [];
}
