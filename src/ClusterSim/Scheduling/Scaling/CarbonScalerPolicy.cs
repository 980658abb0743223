using System.Collections.Immutable;
using ClusterSim.Scheduling.Elastic;
using ClusterSim.Scheduling.Shifting;
using ClusterSim.Time;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Scaling;

/// <summary>
/// CarbonScaler (Hanafy et al., SIGMETRICS 2024): each training job whose throughput is known for any number of GPUs
/// has more of them in clean hours and fewer or none in dirty ones, and ends within its maximum delay. All other jobs
/// run at their size in the cleanest hours until their deadline and are stopped in between.
/// </summary>
internal sealed class CarbonScalerPolicy : ISchedulingPolicy
{
    private readonly ShiftingPolicy _others;
    private readonly ShiftingOptions _shifting;
    private readonly ScalingOptions _scaling;
    private readonly Reallocation _reallocation = new();
    private readonly ForecastSums _ahead = new();
    private readonly List<int> _jobs = [];
    private ScaledJob?[] _scaled = [];
    private JobLengths _lengths;
    private int _nodeGpus, _gpus;
    private SimTime _nextStep;
    private bool _hasNew, _isShort;

    public CarbonScalerPolicy(
        string name, ISchedulingPolicy basePolicy, ShiftingOptions shifting, ScalingOptions scaling,
        ImmutableSortedDictionary<string, string> values)
    {
        (_shifting, _scaling, _lengths) = (shifting, scaling, new JobLengths(shifting));
        _others = new ShiftingPolicy(name, basePolicy, new LowestSteps(ShiftDeadline.None), shifting, values)
        {
            Considers = job => !IsScalable(job),
        };
    }

    public string Name => _others.Name;

    public IReadOnlyDictionary<string, string> Options => _others.Options;

    public ISchedulingPolicy BasePolicy => _others;

    public void Begin(SchedulingView view)
    {
        _others.Begin(view);
        _jobs.Clear();
        _scaled = new ScaledJob?[view.JobCount];
        _lengths = new JobLengths(_shifting);
        _nodeGpus = view.Platform.Nodes.Max(node => node.Gpus);
        _gpus = view.Platform.TotalGpus;
        (_nextStep, _hasNew, _isShort) = (SimTime.Zero, false, false);
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        Receive(view);
        bool due = view.Now >= _nextStep || _hasNew || (_isShort && view.Left.Count > 0);
        if (_jobs.Count > 0 && due)
        {
            Scale(view, plan, _shifting.Signal(view.Signals!)!);
        }

        _others.Schedule(view, plan);
    }

    private static bool IsScalable(JobView job) =>
        job.Training is not null && job.Request.Training?.Foreknowledge is not null
        && job.Request.PerInstance is { Gpus: 1, GpuMilli: 1000 };

    // Jobs that are scaled are hidden from the base policy for good.
    private void Receive(SchedulingView view)
    {
        foreach (int index in view.Queued)
        {
            JobView job = view.Job(index);
            if (job.Status != JobStatus.Pending || view.IsHeld(index) || !IsScalable(job))
            {
                continue;
            }

            view.Hold(index);
            _hasNew = true;
            if (_scaled[index] is null)
            {
                _scaled[index] = ToScale(job);
                _jobs.Add(index);
            }
        }

        _jobs.RemoveAll(job => view.Job(job).Status is not (JobStatus.Pending or JobStatus.Running));
    }

    private ScaledJob ToScale(JobView job)
    {
        TrainingRequest asked = job.Request.Training!;
        TrainingApplication known = asked.Foreknowledge!;
        int gpus = job.Request.TotalGpus;
        int most = Math.Min(
            Math.Min(_gpus, Math.Max(_scaling.MostReplicas, gpus)), asked.BatchSize / known.Limits.SmallestLocal);
        TimeSpan TimeWith(int count) =>
            known.TrainingTime(TrainingConfigurations.Packed(count, _nodeGpus), asked.BatchSize);
        ScalingCurve curve = new(
            [0, .. Enumerable.Range(1, Math.Max(1, most)).Select(count => 1 / TimeWith(count).TotalSeconds)]);
        TimeSpan allowed = TimeWith(gpus) + _lengths.MaxDelayOf(job);
        return new ScaledJob(
            curve, job.SubmitTime + (job.Request.Deadline is { } stated && stated < allowed ? stated : allowed));
    }

    private void Scale(SchedulingView view, Plan plan, SignalView signal)
    {
        (_hasNew, _isShort) = (false, false);
        _nextStep = signal.StepStart + signal.Step;
        plan.WakeAt(_nextStep);
        int[] wanted = [.. _jobs.Select(job => Wanted(view, signal, job))];
        _reallocation.Begin(view);
        Distribute(wanted);
        _reallocation.Apply(
            view, plan, _jobs, $"the next GPU speeds its job up most for its {_shifting.SignalName}");
        for (int i = 0; i < _jobs.Count; i++)
        {
            if (view.Pending.Contains(_jobs[i]))
            {
                view.Hold(_jobs[i]);
            }

            if (wanted[i] == 0)
            {
                view.Decisions?.HeldBack(
                    _jobs[i], _scaled[_jobs[i]]!.NextStart(view.Now),
                    $"the {_shifting.SignalName} is expected to be lower later");
            }
        }
    }

    private int Wanted(SchedulingView view, SignalView signal, int index)
    {
        ScaledJob job = _scaled[index]!;
        job.Note(view.Job(index));
        if (job.IsOff(view.Now, signal.Now, _scaling.Tolerance))
        {
            job.Plan(_ahead, signal, view.Now);
        }

        return job.Replicas(view.Now);
    }

    // First come, first served; who has what it wants keeps it where it is.
    private void Distribute(int[] wanted)
    {
        int[] held = [.. _jobs.Select(job => NodeShare.Sum(_reallocation.Held(job)))];
        int left = held.Sum();
        foreach (int free in _reallocation.Free)
        {
            left += free;
        }

        int[] given = new int[wanted.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            given[i] = Math.Min(wanted[i], left);
            left -= given[i];
            _isShort |= given[i] < wanted[i];
            if (given[i] != held[i])
            {
                _reallocation.Take(_jobs[i]);
            }
        }

        for (int i = 0; i < wanted.Length; i++)
        {
            if (given[i] > 0 && given[i] != held[i])
            {
                _reallocation.GiveFromMostFree(_jobs[i], given[i]);
            }
        }
    }
}
