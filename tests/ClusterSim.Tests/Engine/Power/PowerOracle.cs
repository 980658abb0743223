using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>
/// Integrates the power of a run by the definitions, in doubles, by a scan over all nodes and all that is held on them
/// at every event. It knows the run from its events and allocations alone. Without overheads.
/// </summary>
internal sealed class PowerOracle : IAllocationObserver
{
    private readonly Platform _platform;
    private readonly double[] _utilization;
    private readonly bool[] _down;
    private readonly NodePower[] _power;
    private readonly List<(int Job, int Node, double Gpus, double Cores)> _held = [];
    private SimTime _now;

    public PowerOracle(Workload workload, Platform platform)
    {
        _platform = platform;
        _utilization = [.. workload.Jobs.Select(job => First(job.Profile))];
        (_down, _power) = (new bool[platform.Nodes.Length], new NodePower[platform.Nodes.Length]);
        JobJoules = new double[workload.Jobs.Length];
    }

    public double[] JobJoules { get; }

    public double IdleJoules { get; private set; }

    public double SwitchingJoules { get; private set; }

    public double TotalJoules { get; private set; }

    public void Observe(in SimulationEvent happened)
    {
        AdvanceTo(happened.Time);
        switch (happened.Kind)
        {
            case EventKind.UtilizationChanged:
                _utilization[happened.Job] = happened.Value / 1000;
                break;
            case EventKind.NodePowerChanged:
                _power[happened.Node] = (NodePower)happened.Detail;
                break;
            case EventKind.NodeDown or EventKind.NodeUp:
                _down[happened.Node] = happened.Kind == EventKind.NodeDown;
                break;
            default:
                break;
        }
    }

    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
        AdvanceTo(start);
        _held.Add((job, node, gpuMilli / 1000.0, cpuMilli / 1000.0));
    }

    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
        AdvanceTo(end);
        Assert.That(_held.Remove((job, node, gpuMilli / 1000.0, cpuMilli / 1000.0)), "what is given up was taken");
    }

    public void AdvanceTo(SimTime time)
    {
        double seconds = (time - _now).TotalSeconds;
        for (int node = 0; seconds > 0 && node < _down.Length; node++)
        {
            Add(node, seconds);
        }

        _now = time;
    }

    private static double First(JobProfile profile) =>
        profile.Phases.IsDefaultOrEmpty ? 1 : profile.Phases[0].UtilizationPermille / 1000.0;

    private void AddSleeping(int node, double seconds)
    {
        SleepState sleep = _platform.Nodes[node].Power!.SleepStates[0];
        double watts = _power[node] switch
        {
            NodePower.Asleep => sleep.Watts,
            NodePower.FallingAsleep => sleep.SwitchOffWatts,
            _ => sleep.SwitchOnWatts,
        };
        IdleJoules += _power[node] == NodePower.Asleep ? watts * seconds : 0;
        SwitchingJoules += _power[node] == NodePower.Asleep ? 0 : watts * seconds;
        TotalJoules += watts * seconds;
        Assert.That(_held.Exists(held => held.Node == node), Is.False, "nothing runs on a node that is not awake");
    }

    private void Add(int node, double seconds)
    {
        Node spec = _platform.Nodes[node];
        if (_down[node])
        {
            return;
        }

        if (_power[node] != NodePower.On)
        {
            AddSleeping(node, seconds);
            return;
        }

        GpuModel model = _platform.Model(spec.GpuModel);
        PowerState state = spec.Power!.States[0];
        double gpuIdle = spec.Gpus > 0 ? model.IdleWatts!.Value : 0;
        double busyCores = _held.Where(held => held.Node == node).Sum(held => held.Cores);
        bool computes = _held.Exists(held => held.Node == node);
        double cores = spec.CpuMilli / 1000.0;
        double onNode = computes
            ? state.EpsilonWatts!.Value + (busyCores / cores * (state.FullWatts - state.EpsilonWatts)!.Value)
            : state.IdleWatts!.Value;
        double total = onNode + (spec.Gpus * gpuIdle);
        double ofJobs = 0;
        foreach ((int job, int where, double gpus, double own) in _held)
        {
            if (where == node)
            {
                double share = spec.Gpus > 0 ? gpus / spec.Gpus : own / cores;
                double busy = spec.Gpus > 0 ? gpus * _utilization[job] * (model.MaxWatts - model.IdleWatts)!.Value : 0;
                double watts = (share * state.EpsilonWatts!.Value) + (gpus * gpuIdle) + busy
                    + (own / cores * (state.FullWatts - state.EpsilonWatts)!.Value);
                total += busy;
                ofJobs += watts;
                JobJoules[job] += watts * seconds;
            }
        }

        IdleJoules += (total - ofJobs) * seconds;
        TotalJoules += total * seconds;
    }
}
