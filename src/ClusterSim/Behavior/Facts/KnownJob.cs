using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Facts;

/// <summary>
/// What the events have told about a job so far. Only visible facts: request, starts, ends, samples. Lives as long as
/// the job, or an event of it that a rule remembers.
/// </summary>
internal sealed class KnownJob(long key, string id, JobRequest request, KnownUser? user)
{
    private const double IdleBelowPercent = 1;

    private SampleBook? _samples;
    private JobPace _pace = new();
    private SimTime _submit = SimTime.Never, _queued = SimTime.Never, _stop = SimTime.Never, _sample = SimTime.Never;
    private SimTime _safe;
    private TimeSpan _ran, _waited;
    private LevelMean _gpuLevel = new(IdleBelowPercent), _cpuLevel = new(0);
    private double _gpuTicks, _peakGpu = double.NaN, _peakGpuMemory = double.NaN, _peakMemory = double.NaN;
    private long _gpuSince;
    private EventSignals _phase;

    /// <summary>Number of the job that is not used again.</summary>
    public long Key => key;

    public string Id => id;

    public JobRequest Request { get; private set; } = request;

    public KnownUser? User { get; private set; } = user;

    public JobStage Stage { get; private set; }

    /// <summary>GPUs that the job holds, or held last, counting a share as one.</summary>
    public int Gpus { get; private set; }

    /// <summary>First node of the last start; -1 before it.</summary>
    public int Node { get; private set; } = -1;

    public int Restarts { get; private set; }

    /// <summary>Highest utilization since the last start or resize, in 1/1000; 0 when it does not run.</summary>
    public int PeakPermille { get; private set; }

    public SimTime LastStart { get; private set; } = SimTime.Never;

    /// <summary>GPUs that the job holds, or held last, shares counted as shares.</summary>
    public double GpuShare => HeldMilli / 1000.0;

    /// <summary>The same in 1/1000.</summary>
    public long HeldMilli => (long)Gpus * Request.PerInstance.GpuMilli;

    /// <summary>The devices that have been sampled since the last start.</summary>
    public ReadOnlySpan<(int Node, int Device)> Devices => _samples is null ? [] : _samples.Devices;

    /// <summary>Time from the last start to <paramref name="end"/>; zero when it never started.</summary>
    public TimeSpan RunUntil(SimTime end) => LastStart.IsNever ? TimeSpan.Zero : end - LastStart;

    /// <summary>
    /// What the walltime of a running job leaves; <c>null</c> without a walltime, or when it is used up.
    /// </summary>
    public TimeSpan? WalltimeLeft(SimTime now)
    {
        TimeSpan? left = Request.Walltime - RanUntil(now);
        return left > TimeSpan.Zero ? left : null;
    }

    public void Learn(JobRequest request, KnownUser? user) => (Request, User) = (request, user);

    public void Submit(SimTime now)
    {
        _submit = _submit.IsNever ? now : _submit;
        Queue(now);
    }

    public void Start(in SimulationEvent happened)
    {
        SimTime now = happened.Time;
        _waited += Stage == JobStage.Waiting ? now - _queued : TimeSpan.Zero;
        (Stage, LastStart, _stop, _safe) = (JobStage.Running, now, SimTime.Never, now);
        (Gpus, Node, Restarts) = (happened.Gpus, happened.Node, (int)happened.Value);
        (_gpuSince, _sample) = (now.Ticks, SimTime.Never);
        (_gpuLevel, _cpuLevel) = (new LevelMean(IdleBelowPercent), new LevelMean(0));
        (_peakGpu, _peakGpuMemory, _peakMemory) = (double.NaN, double.NaN, double.NaN);
        _pace = new JobPace();
        _samples?.Clear();
        Forget(now);
    }

    /// <summary>The job goes on on other GPUs.</summary>
    public void Change(in SimulationEvent happened)
    {
        Count(happened.Time);
        (Gpus, Node) = (happened.Gpus, happened.Node);
        Forget(happened.Time);
    }

    public void Stop(SimTime now, bool forGood)
    {
        Count(now);
        if (Stage == JobStage.Running)
        {
            (_ran, _stop) = (RanUntil(now), now);
        }
        else if (Stage == JobStage.Waiting && forGood)
        {
            _waited += now - _queued;
        }

        Forget(now);
        if (forGood)
        {
            Stage = JobStage.Ended;
        }
        else
        {
            Queue(now);
        }
    }

    public void Checkpoint(SimTime now) => _safe = now;

    /// <summary>A sample with a phase; the utilization before it, NaN when it was not known.</summary>
    public double Sample(in SimulationEvent happened, EventSignals phase)
    {
        double percent = Math.Round(happened.Value) / 10;
        double before = Sample(Metric.GpuUtilization, percent, -1, -1, happened.Time);
        before = _phase == phase ? before : double.NaN;
        _phase = phase;
        return before;
    }

    /// <summary>A sample of a metric; the value before it, NaN when it was not known.</summary>
    public double Sample(Metric metric, double value, int node, int device, SimTime now)
    {
        _samples ??= new SampleBook();
        double before = _samples.Exchange(node, device, metric, value);
        _sample = now;
        _pace.Take(metric, value);
        switch (metric)
        {
            case Metric.GpuUtilization:
                _gpuLevel.Set(_samples.Level(metric), now.Ticks);
                _peakGpu = Larger(_peakGpu, value);
                PeakPermille = Math.Max(PeakPermille, (int)Math.Round(value * 10));
                break;
            case Metric.CpuUtilization:
                _cpuLevel.Set(_samples.Level(metric), now.Ticks);
                break;
            case Metric.GpuMemory:
                _peakGpuMemory = Larger(_peakGpuMemory, value);
                break;
            case Metric.MemoryUtilization:
                _peakMemory = Larger(_peakMemory, value);
                break;
            case Metric.Memory when RequestFacts.MemoryGb(Request) is > 0 and var asked:
                _peakMemory = Larger(_peakMemory, 100 * value / asked);
                break;
        }

        return before;
    }

    /// <summary>Hours since the last start, or of the last run when it has stopped; NaN before it.</summary>
    public double RunHours(SimTime now) => LastStart.IsNever ? double.NaN : RunUntil(EndOr(now)).TotalHours;

    /// <summary>Hours in the queue so far, all stays; NaN when no submission was seen.</summary>
    public double WaitHours(SimTime now) => _submit.IsNever
        ? double.NaN
        : (_waited + (Stage == JobStage.Waiting ? now - _queued : TimeSpan.Zero)).TotalHours;

    /// <summary>GPUs held times hours, over all starts; NaN before the first start.</summary>
    public double GpuHours(SimTime now) => LastStart.IsNever
        ? double.NaN
        : (_gpuTicks + (Stage == JobStage.Running ? GpuShare * (now.Ticks - _gpuSince) : 0)) / TimeSpan.TicksPerHour;

    /// <summary>Time on the nodes over all starts, in percent of the walltime; NaN without one.</summary>
    public double UsedWalltimePercent(SimTime now) =>
        LastStart.IsNever || Request.Walltime is not { } limit || limit <= TimeSpan.Zero
            ? double.NaN
            : 100 * (RanUntil(now) / limit);

    public double MinutesSinceSample(SimTime now) => _sample.IsNever ? double.NaN : (now - _sample).TotalMinutes;

    public double MeanGpuUtilization(SimTime now) => _gpuLevel.MeanAt(now.Ticks);

    public double PeakGpuUtilization => _peakGpu;

    public double IdlePercent(SimTime now) => _gpuLevel.LowPercentAt(now.Ticks);

    public double MeanCpuUtilization(SimTime now) => _cpuLevel.MeanAt(now.Ticks);

    public double PeakGpuMemoryGb => _peakGpuMemory;

    public double PeakMemoryPercent => _peakMemory;

    /// <summary>Latest value of a metric since the last start; NaN when there is none.</summary>
    public double Latest(Metric metric) => _samples?.Level(metric) ?? double.NaN;

    public JobPace Pace => _pace;

    /// <summary>Time since the last checkpoint of this run, or since its start without one.</summary>
    public TimeSpan Unsafe(SimTime now) => LastStart.IsNever ? TimeSpan.Zero : EndOr(now) - _safe;

    private static double Larger(double known, double value) => known >= value ? known : value;

    private TimeSpan RanUntil(SimTime now) =>
        _ran + (Stage == JobStage.Running ? RunUntil(now) : TimeSpan.Zero);

    private SimTime EndOr(SimTime now) => _stop.IsNever ? now : _stop;

    private void Queue(SimTime now)
    {
        _queued = Stage == JobStage.Waiting ? _queued : now;
        Stage = JobStage.Waiting;
    }

    private void Count(SimTime now)
    {
        if (Stage == JobStage.Running)
        {
            _gpuTicks += GpuShare * (now.Ticks - _gpuSince);
            _gpuSince = now.Ticks;
        }
    }

    // From here on the values of the metrics are not known.
    private void Forget(SimTime now)
    {
        _samples?.Forget();
        _gpuLevel.Set(double.NaN, now.Ticks);
        _cpuLevel.Set(double.NaN, now.Ticks);
        (PeakPermille, _phase) = (0, EventSignals.None);
    }
}
