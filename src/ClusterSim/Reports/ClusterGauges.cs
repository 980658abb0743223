using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>
/// What the cluster does at this moment, as whole numbers that can be integrated: jobs waiting and running, nodes up,
/// GPU share and CPU held, and per GPU model the share that is busy.
/// </summary>
internal sealed class ClusterGauges
{
    private const int Queue = 0, Running = 1, NodesUp = 2, GpuMilli = 3, CpuMilli = 4, BaseMilliwatts = 5, PerModel = 6;

    private readonly Platform _platform;
    private readonly string[] _models;
    private readonly int[] _modelOfNode;
    private readonly bool[] _down;
    private readonly int[] _gpus;
    private readonly int[] _heldMilli;
    private readonly short[] _utilizationPermille;
    private readonly PowerCurve? _power;
    private readonly double _totalGpus, _totalCpus;

    public ClusterGauges(Workload workload, Platform platform)
    {
        _platform = platform;
        _models = [.. platform.Nodes.Where(node => node.Gpus > 0).Select(node => node.GpuModel)
            .Distinct(StringComparer.Ordinal)];
        _modelOfNode = [.. platform.Nodes.Select(node => Array.IndexOf(_models, node.GpuModel))];
        _down = new bool[platform.Nodes.Length];
        _gpus = [.. platform.Nodes.Select(node => node.Gpus)];
        _heldMilli = new int[workload.Jobs.Length * _models.Length];
        _utilizationPermille = [.. workload.Jobs.Select(FirstUtilization)];
        _power = PowerCurve.Of(platform, _models);
        (_totalGpus, _totalCpus) = (platform.TotalGpus, platform.TotalCpuMilli / 1000.0);
        Values = new long[PerModel + (2 * _models.Length)];
        for (int node = 0; node < platform.Nodes.Length; node++)
        {
            CountNode(node, 1);
        }
    }

    /// <summary>The numbers, in a fixed order that only this class knows.</summary>
    public long[] Values { get; }

    public void Apply(in SimulationEvent happened)
    {
        switch (happened.Kind)
        {
            case EventKind.JobSubmitted or EventKind.JobRetried:
                Values[Queue]++;
                break;
            case EventKind.JobStarted:
                Values[Queue]--;
                Values[Running]++;
                break;
            case EventKind.JobRejected:
                Values[Queue]--;
                break;
            case EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut:
                Values[Running]--;
                break;
            case EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobReclaimed:
                Values[Running]--;
                Values[Queue] += happened.Kind != EventKind.JobReclaimed || happened.Value > 0 ? 1 : 0;
                break;
            case EventKind.UtilizationChanged:
                SetUtilization(happened.Job, (short)happened.Value);
                break;
            case EventKind.NodeDown or EventKind.NodeUp:
                SetDown(happened.Node, happened.Kind == EventKind.NodeDown);
                break;
            case EventKind.GpuDown or EventKind.GpuUp:
                SetGpus(happened.Node, happened.Kind == EventKind.GpuDown ? -1 : 1);
                break;
            default:
                break;
        }
    }

    /// <summary>A job takes (or, with negative numbers, gives up) resources of a node.</summary>
    public void Hold(int job, int node, int gpuMilli, long cpuMilli)
    {
        Values[GpuMilli] += gpuMilli;
        Values[CpuMilli] += cpuMilli;
        if (gpuMilli != 0)
        {
            int model = _modelOfNode[node];
            _heldMilli[(job * _models.Length) + model] += gpuMilli;
            Values[Busy(model)] += (long)gpuMilli * _utilizationPermille[job];
        }
    }

    /// <summary>The means that the integrals of <see cref="Values"/> over a length of time amount to.</summary>
    public SeriesBin Means(ReadOnlySpan<Int128> sums, TimeSpan length)
    {
        double ticks = length.Ticks;
        double allocatedGpus = (double)sums[GpuMilli] / 1e3 / ticks;
        double allocatedCpus = (double)sums[CpuMilli] / 1e3 / ticks;
        double busyGpus = 0;
        double watts = (double)sums[BaseMilliwatts] / 1e3 / ticks;
        for (int model = 0; model < _models.Length; model++)
        {
            double busy = (double)sums[Busy(model)] / 1e6 / ticks;
            busyGpus += busy;
            watts += _power?.Watts(model, (double)sums[Installed(model)] / ticks, busy) ?? 0;
        }

        double cpuRatio = _totalCpus > 0 ? allocatedCpus / _totalCpus : 0;
        return new SeriesBin
        {
            AllocationRatio = _totalGpus > 0 ? allocatedGpus / _totalGpus : cpuRatio,
            Utilization = _totalGpus > 0 ? busyGpus / _totalGpus : cpuRatio,
            CpuAllocationRatio = _totalCpus > 0 ? cpuRatio : null,
            QueueLength = (double)sums[Queue] / ticks,
            RunningJobs = (double)sums[Running] / ticks,
            NodesUp = (double)sums[NodesUp] / ticks,
            AllocatedGpus = allocatedGpus,
            BusyGpus = busyGpus,
            AllocatedCpus = allocatedCpus,
            PowerWatts = _power is null ? null : watts,
        };
    }

    private static int Busy(int model) => PerModel + (2 * model);

    private static int Installed(int model) => PerModel + (2 * model) + 1;

    private static short FirstUtilization(Job job) =>
        job.Profile.Phases.IsDefaultOrEmpty ? (short)1000 : (short)job.Profile.Phases[0].UtilizationPermille;

    private void SetUtilization(int job, short permille)
    {
        for (int model = 0; model < _models.Length; model++)
        {
            Values[Busy(model)] += (long)_heldMilli[(job * _models.Length) + model] * (
                permille - _utilizationPermille[job]);
        }

        _utilizationPermille[job] = permille;
    }

    private void SetDown(int node, bool down)
    {
        if (_down[node] != down)
        {
            _down[node] = down;
            CountNode(node, down ? -1 : 1);
        }
    }

    private void SetGpus(int node, int change)
    {
        _gpus[node] += change;
        Values[Installed(_modelOfNode[node])] += _down[node] ? 0 : change;
    }

    private void CountNode(int node, int sign)
    {
        Values[NodesUp] += sign;
        Values[BaseMilliwatts] += sign * (long)Math.Round((_platform.Nodes[node].BaseWatts ?? 0) * 1000);
        if (_modelOfNode[node] >= 0)
        {
            Values[Installed(_modelOfNode[node])] += sign * _gpus[node];
        }
    }
}
