using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Engine.Power;

/// <summary>
/// Knows what every job and every node draws. Whatever changes in an instant is only noted; when time goes on, the
/// power of what was noted is worked out once, so that an instant costs what changed in it and nothing else.
/// </summary>
internal sealed class PowerMeter
{
    private readonly RunState _run;
    private readonly double _cpuLoad;
    private readonly NodeDraws _draws;
    private readonly PowerBooks _books;
    private readonly HeldGpus _heldGpus;
    private readonly short[] _permille;
    private readonly bool[] _isOverhead, _isNoted;
    private readonly EventHandle[] _overheadEnd;
    private readonly long[] _held;
    private readonly double[] _gpuWatts, _cpuUse;
    private readonly Placement?[] _computesOn;
    private readonly int[] _computing;
    private readonly List<int> _noted = [];
    private readonly long[] _resting, _switching;
    private long _restingSum, _switchingSum, _jumpSum, _heldSum;

    public PowerMeter(RunState run, PowerOptions options)
    {
        (_run, _cpuLoad) = (run, options.CpuLoad);
        (int jobs, int nodes) = (run.Jobs.Count, run.Platform.Nodes.Length);
        _draws = run.View.Power.Draws;
        _books = new PowerBooks(jobs, options.Pue, options.Observers, options.From);
        _heldGpus = new HeldGpus(run.Platform, jobs);
        (_permille, _isOverhead, _isNoted) = (new short[jobs], new bool[jobs], new bool[jobs]);
        (_overheadEnd, _held, _computesOn) = (new EventHandle[jobs], new long[jobs], new Placement?[jobs]);
        (_gpuWatts, _cpuUse) = (new double[jobs], new double[jobs]);
        for (int job = 0; job < jobs; job++)
        {
            Forget(job);
        }

        _computing = new int[nodes];
        (_resting, _switching) = (new long[nodes], new long[nodes]);
        for (int node = 0; node < nodes; node++)
        {
            SetNode(node, _draws.Idle(node), 0);
        }

        _books.SetUnowned(PowerAccount.Network, NodeDraws.Nanos(options.NetworkWattsPerNode * nodes));
    }

    /// <summary>The accounts.</summary>
    public PowerBooks Books => _books;

    /// <summary>The instant is over: works out what changed in it and sums up to the next.</summary>
    public void AdvanceTo(SimTime next)
    {
        Settle();
        _books.AdvanceTo(next);
        _heldGpus.AdvanceTo(next);
    }

    /// <summary>The run is over.</summary>
    public void Close()
    {
        Settle();
        _books.Close();
    }

    /// <summary>GPU-seconds held by model.</summary>
    public ImmutableSortedDictionary<string, double> HeldGpuSeconds() => _heldGpus.Seconds();

    /// <summary>A job goes on to run, at first in overhead.</summary>
    public void Continue(int job, TimeSpan overhead)
    {
        _run.Queue.Cancel(_overheadEnd[job]);
        _isOverhead[job] = overhead > TimeSpan.Zero;
        if (_isOverhead[job])
        {
            _overheadEnd[job] = _run.Queue.Schedule(
                _run.Now + overhead, EventPhase.Timer, (int)EventCode.OverheadEnds, job);
        }

        Note(job);
    }

    /// <summary>A job begins to make progress.</summary>
    public void EndOverhead(int job)
    {
        _isOverhead[job] = false;
        Note(job);
    }

    /// <summary>A job has given up what it held.</summary>
    public void Stop(int job)
    {
        _run.Queue.Cancel(_overheadEnd[job]);
        Forget(job);
        Note(job);
    }

    /// <summary>A limit on a job's GPUs changes.</summary>
    public void NoteLimit(int job) => Note(job);

    /// <summary>The utilization of a job's GPUs changes.</summary>
    public void SetUtilization(int job, int permille)
    {
        _permille[job] = (short)permille;
        Note(job);
    }

    /// <summary>A metric of a job reaches a level; some say what it draws.</summary>
    public void SetLevel(int job, MetricLevel level)
    {
        if (level.Metric == Metric.GpuPower)
        {
            _gpuWatts[job] = level.Value;
            Note(job);
        }
        else if (level.Metric == Metric.CpuUtilization)
        {
            _cpuUse[job] = level.Value / 100;
            Note(job);
        }
    }

    /// <summary>A node fails or comes back.</summary>
    public void SetUp(int node, bool up) => SetNode(node, up ? _draws.Idle(node) : _draws.Off(node), 0);

    /// <summary>A node sleeps, or is between sleeping and waking.</summary>
    public void SetSleep(int node, double watts, bool isSwitching)
    {
        long nanos = NodeDraws.Nanos(watts);
        SetNode(node, isSwitching ? 0 : nanos, isSwitching ? nanos : 0);
    }

    private void SetNode(int node, long resting, long switching)
    {
        _restingSum += resting - _resting[node];
        _switchingSum += switching - _switching[node];
        (_resting[node], _switching[node]) = (resting, switching);
    }

    // Without phases a job keeps its GPUs wholly busy.
    private void Forget(int job)
    {
        _permille[job] = _run.Traits.HasPhases(job)
            ? (short)_run.Workload.Jobs[job].Profile.Phases[0].UtilizationPermille
            : (short)1000;
        (_gpuWatts[job], _cpuUse[job], _isOverhead[job]) = (double.NaN, _cpuLoad, false);
    }

    private void Note(int job)
    {
        if (!_isNoted[job])
        {
            _isNoted[job] = true;
            _noted.Add(job);
        }
    }

    private void Settle()
    {
        foreach (int job in _noted)
        {
            _isNoted[job] = false;
            Settle(job);
        }

        _noted.Clear();
        _books.SetUnowned(PowerAccount.Overhead, _switchingSum);
        _books.SetUnowned(PowerAccount.Idle, _restingSum + _jumpSum - _heldSum);
        _books.Balance();
    }

    private void Settle(int job)
    {
        Placement? placement = _run.Jobs.Placement[job];
        bool computes = placement is not null && !_isOverhead[job] && _cpuUse[job] > 0;
        _heldGpus.Clear(job);
        Count(_computesOn[job], -1);
        _computesOn[job] = computes ? placement : null;
        Count(_computesOn[job], +1);
        (double held, double dynamic) = placement is null ? (0, 0) : DrawOf(job, placement, computes);
        long heldNanos = NodeDraws.Nanos(held);
        _heldSum += heldNanos - _held[job];
        _held[job] = heldNanos;
        _books.SetJob(job, heldNanos + NodeDraws.Nanos(dynamic), _isOverhead[job]);
    }

    private void Count(Placement? placement, int sign)
    {
        foreach (PlacementSlice slice in placement?.Slices ?? [])
        {
            bool before = _computing[slice.Node] > 0;
            _computing[slice.Node] += sign;
            bool after = _computing[slice.Node] > 0;
            _jumpSum += before == after ? 0 : sign * _draws.Jump(slice.Node);
        }
    }

    private (double Held, double Dynamic) DrawOf(int job, Placement placement, bool computes)
    {
        Demand demand = _run.Jobs.Demand[job];
        bool shares = _run.View.Tenants.IsShared(job);
        SharedUse use = shares ? _run.Speeds.UseOf(job) : default;
        double utilization = _isOverhead[job] ? 0 : shares ? use.Busy / use.Held : _permille[job] / 1000.0;
        (double held, double dynamic) = (0, 0);
        foreach (PlacementSlice slice in placement.Slices)
        {
            int gpuMilli = _run.View.Tenants.ShareMilli(job, demand, slice);
            _heldGpus.Add(job, slice.Node, gpuMilli);
            double gpus = gpuMilli / 1000.0;
            double cores = slice.Instances * (demand.PerInstance.CpuMilli / 1000.0);
            double share = _draws.Share(slice.Node, gpus, cores);
            held += _draws.Held(slice.Node, gpus, share);
            dynamic += Busy(job, slice.Node, gpus, utilization);
            if (computes)
            {
                held += NodeDraws.Watts(_draws.Jump(slice.Node)) * share;
                dynamic += _draws.Computing(slice.Node, cores * _cpuUse[job]);
            }
        }

        return (held, dynamic);
    }

    private double Busy(int job, int node, double gpus, double utilization)
    {
        double idle = _draws.GpuIdle(node);
        if (_isOverhead[job])
        {
            return 0;
        }

        double each = double.IsNaN(_gpuWatts[job]) ? idle + (_draws.GpuSpan(node) * utilization) : _gpuWatts[job];
        return Math.Max(0, _run.Limits.Drawn(job, node, each) - idle) * gpus;
    }
}
