using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior;

/// <summary>
/// What the event stream has told about each job so far, in dense arrays. Only visible facts: requests, starts, ends,
/// samples.
/// </summary>
internal sealed class JobFacts
{
    private readonly Workload _workload;
    private readonly SimTime[] _lastStart;
    private readonly TimeSpan[] _ran;
    private readonly int[] _gpus, _node;
    private readonly short[] _permille, _peak;
    private readonly EventSignals[] _phase;

    public JobFacts(Workload workload)
    {
        _workload = workload;
        int count = workload.Jobs.Length;
        (_lastStart, _ran) = (new SimTime[count], new TimeSpan[count]);
        (_gpus, _node, _phase) = (new int[count], new int[count], new EventSignals[count]);
        (_permille, _peak) = (new short[count], new short[count]);
        Array.Fill(_lastStart, SimTime.Never);
        Array.Fill(_node, -1);
    }

    /// <summary>GPUs that the job holds, or held last, counting a share as one.</summary>
    public int Gpus(int job) => _gpus[job];

    /// <summary>First node of the last start; -1 before it.</summary>
    public int Node(int job) => _node[job];

    /// <summary>GPUs that the job holds, or held last, shares counted as shares.</summary>
    public double GpuShare(int job) => _gpus[job] * _workload.Jobs[job].Request.PerInstance.GpuMilli / 1000.0;

    /// <summary>Highest utilization since the last start or resize, in 1/1000.</summary>
    public int PeakPermille(int job) => _peak[job];

    /// <summary>Time from the last start to <paramref name="end"/>; zero when it never started.</summary>
    public TimeSpan RunUntil(int job, SimTime end) => _lastStart[job].IsNever ? TimeSpan.Zero : end - _lastStart[job];

    /// <summary>
    /// What the walltime of a running job leaves; <c>null</c> without a walltime, or when it is used up.
    /// </summary>
    public TimeSpan? WalltimeLeft(int job, SimTime now)
    {
        TimeSpan? left = _workload.Jobs[job].Request.Walltime - _ran[job] - RunUntil(job, now);
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Takes in an event, and says what terms may test of it.</summary>
    public ObservedEvent Observe(in SimulationEvent happened, EventSignals signal)
    {
        int job = happened.Job;
        if (job < 0)
        {
            return new ObservedEvent(signal, -1, -1, 0);
        }

        switch (happened.Kind)
        {
            case EventKind.UtilizationChanged:
                return Sample(job, (short)Math.Round(happened.Value), signal);
            case EventKind.JobStarted:
                (_lastStart[job], _gpus[job], _node[job]) = (happened.Time, happened.Gpus, happened.Node);
                Forget(job);
                break;
            case EventKind.JobResized or EventKind.JobMigrated:
                (_gpus[job], _node[job]) = (happened.Gpus, happened.Node);
                Forget(job);
                break;
            default:
                return (signal & EventSignals.AnyStop) != 0
                    ? Stop(job, happened.Time, signal)
                    : new ObservedEvent(signal, -1, -1, 0);
        }

        return new ObservedEvent(signal, -1, -1, 0);
    }

    private ObservedEvent Sample(int job, short permille, EventSignals phase)
    {
        int before = _phase[job] == phase ? _permille[job] : -1;
        (_permille[job], _phase[job], _peak[job]) = (permille, phase, Math.Max(_peak[job], permille));
        return new ObservedEvent(phase, before, permille, 0);
    }

    private ObservedEvent Stop(int job, SimTime now, EventSignals signal)
    {
        TimeSpan run = RunUntil(job, now);
        _ran[job] += run;
        Forget(job);
        return new ObservedEvent(signal, -1, -1, run.Ticks);
    }

    private void Forget(int job) => (_permille[job], _peak[job], _phase[job]) = (-1, 0, EventSignals.None);
}
