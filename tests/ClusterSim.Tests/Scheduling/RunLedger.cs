using System.Numerics;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Books of a run that are kept apart from the engine's, from nothing but what observers are told. After every event
/// no node holds more than it has, and no job holds a part of its gang.
/// </summary>
internal sealed class RunLedger(Workload workload, Platform platform) : IAllocationObserver
{
    private readonly long[] _gpuMilli = new long[platform.Nodes.Length];
    private readonly long[] _cpuMilli = new long[platform.Nodes.Length];
    private readonly Dictionary<(int Node, int Gpu), int> _shares = [];
    private readonly (long Gpu, long Cpu)[] _held = new (long, long)[workload.Jobs.Length];
    private readonly bool[] _submitted = new bool[workload.Jobs.Length];
    private readonly bool[] _left = new bool[workload.Jobs.Length];
    private SimTime _now;

    public List<string> Faults { get; } = [];

    public int Events { get; private set; }

    /// <summary>Time for which each job held resources.</summary>
    public TimeSpan[] Executed { get; } = new TimeSpan[workload.Jobs.Length];

    /// <summary>How often each job was moved while it ran.</summary>
    public int[] Moves { get; } = new int[workload.Jobs.Length];

    /// <summary>How often each job was stopped without a checkpoint.</summary>
    public int[] Evictions { get; } = new int[workload.Jobs.Length];

    public void Observe(in SimulationEvent happened)
    {
        Events++;
        Note(happened.Time < _now, $"{happened.Kind} at {happened.Time}, after {_now}");
        _now = happened.Time;
        switch (happened.Kind)
        {
            case EventKind.JobSubmitted:
                Note(_submitted[happened.Job] || happened.Time != workload.Jobs[happened.Job].SubmitTime,
                    $"job {happened.Job} was submitted twice or not when it should");
                _submitted[happened.Job] = true;
                break;
            case EventKind.JobStarted:
                Note(!_submitted[happened.Job], $"job {happened.Job} started before it was submitted");
                Note(_left[happened.Job], $"job {happened.Job} started after it had left");
                break;
            case EventKind.JobEvicted:
                Evictions[happened.Job]++;
                break;
            case EventKind.JobMigrated:
                Moves[happened.Job]++;
                break;
            case EventKind.JobCompleted or EventKind.JobRejected:
                Note(_left[happened.Job], $"job {happened.Job} left twice");
                _left[happened.Job] = true;
                break;
        }

        CheckGangs();
        CheckNodes();
    }

    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start)
    {
        _held[job] = (_held[job].Gpu + gpuMilli, _held[job].Cpu + cpuMilli);
        Change(job, node, gpuMilli, cpuMilli, gpuMask, +1);
    }

    public void Released(
        int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
        Change(job, node, gpuMilli, cpuMilli, gpuMask, -1);
        (long gpu, long cpu) = (_held[job].Gpu - gpuMilli, _held[job].Cpu - cpuMilli);
        // Each slice is told apart; the stay counts once, when the last one is given up.
        bool last = gpu == 0 && cpu == 0;
        Executed[job] += last ? end - start : TimeSpan.Zero;
        _held[job] = last ? default : (gpu, cpu);
    }

    private void Change(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, int sign)
    {
        _gpuMilli[node] += sign * gpuMilli;
        _cpuMilli[node] += sign * cpuMilli;
        int each = gpuMask == 0 ? 0 : gpuMilli / BitOperations.PopCount(gpuMask);
        for (ulong mask = gpuMask; mask != 0; mask &= mask - 1)
        {
            var gpu = (node, BitOperations.TrailingZeroCount(mask));
            int share = _shares.GetValueOrDefault(gpu) + (sign * each);
            Note(share is < 0 or > 1000, $"job {job} makes the share held of GPU {gpu} {share}");
            _shares[gpu] = share;
        }
    }

    // The slices of one placement are told one after another, so a gang is whole when the next event is told.
    private void CheckGangs()
    {
        for (int job = 0; job < _held.Length; job++)
        {
            JobRequest request = workload.Jobs[job].Request;
            bool none = _held[job] == default;
            bool whole = _held[job].Gpu == request.TotalGpuMilli && _held[job].Cpu == request.TotalCpuMilli;
            Note(!none && !whole, $"job {job} holds {_held[job]}, a part of its gang");
        }
    }

    private void CheckNodes()
    {
        for (int node = 0; node < _gpuMilli.Length; node++)
        {
            Node spec = platform.Nodes[node];
            Note(_gpuMilli[node] < 0 || _gpuMilli[node] > spec.Gpus * 1000L, $"node {node} holds {_gpuMilli[node]}");
            Note(_cpuMilli[node] < 0 || (spec.CpuLimited && _cpuMilli[node] > spec.CpuMilli),
                $"node {node} holds {_cpuMilli[node]} milli-cores of {spec.CpuMilli}");
        }
    }

    private void Note(bool wrong, string fault)
    {
        if (wrong)
        {
            Faults.Add($"at {_now}: {fault}");
        }
    }
}
