using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Facts;

/// <summary>
/// What the event stream has told so far about jobs, users and the cluster, kept up to date event by event: no question
/// ever looks through the jobs. Numbers of jobs may be used again after their end.
/// </summary>
internal sealed class JobFacts(IJobDirectory jobs, Platform? platform, Func<int, string>? texts = null)
{
    // Ended jobs are kept a little, for what comes late; rules that remember an event keep its job themselves.
    private const int MostEnded = 1024;

    private readonly ClusterFacts _cluster = new(platform);
    private readonly Dictionary<string, KnownUser> _users = new(StringComparer.Ordinal);
    private readonly Queue<KnownJob> _ended = [];
    private readonly SampleBook _nodes = new();
    private KnownJob?[] _jobs = new KnownJob?[64];
    private int[] _generations = new int[64];

    /// <summary>Takes in an event, and says what terms may test of it.</summary>
    public ObservedEvent Observe(in SimulationEvent happened, EventSignals signal)
    {
        if (happened.Job < 0)
        {
            return ObserveNode(happened, signal);
        }

        KnownJob job = Find(happened);
        double before = double.NaN, after = double.NaN;
        switch (happened.Kind)
        {
            case EventKind.UtilizationChanged:
                (before, after) = (job.Sample(happened, signal), Math.Round(happened.Value) / 10);
                break;
            case EventKind.MetricSampled:
                after = happened.Value;
                before = job.Sample((Metric)happened.Detail, after, happened.Node, happened.Gpus, happened.Time);
                break;
            case EventKind.JobCheckpointed:
                job.Checkpoint(happened.Time);
                break;
            default:
                Count(job, -1);
                Move(job, happened, signal);
                Count(job, 1);
                break;
        }

        return new ObservedEvent(signal, before, after, job.RunUntil(happened.Time).Ticks, job, TextOf(happened));
    }

    /// <summary>Whether a condition holds at a moment whose events have been observed.</summary>
    public bool Meets(RuleCondition condition, KnownJob? job, int node, SimTime now)
    {
        foreach (FactTest test in condition.Tests)
        {
            if (!test.Accepts(ValueOf(test.Fact, job, node, now)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A fact; NaN when it is not known.</summary>
    public double ValueOf(RuleFact fact, KnownJob? job, int node, SimTime now) => fact switch
    {
        RuleFact.WaitingJobs => _cluster.WaitingJobs,
        RuleFact.WaitingGpus => _cluster.WaitingMilli / 1000.0,
        RuleFact.FreeGpusPercent => _cluster.FreePercent,
        RuleFact.NodeGpus => _cluster.GpusOf(node >= 0 ? node : job?.Node ?? -1),
        _ when job is null => double.NaN,
        RuleFact.UserRunningGpus => job.User?.RunningMilli / 1000.0 ?? double.NaN,
        RuleFact.UserWaitingJobs => job.User?.WaitingJobs ?? double.NaN,
        RuleFact.UserGpuSharePercent => job.User is { } user ? _cluster.PercentOf(user.RunningMilli) : double.NaN,
        RuleFact.UserJobsFailed24h => job.User?.FailedLately(now.Ticks) ?? double.NaN,
        RuleFact.RunHours => job.RunHours(now),
        RuleFact.WaitHours => job.WaitHours(now),
        RuleFact.Restarts => job.Restarts,
        RuleFact.GpuHours => job.GpuHours(now),
        RuleFact.UsedWalltimePercent => job.UsedWalltimePercent(now),
        RuleFact.MinutesSinceSample => job.MinutesSinceSample(now),
        RuleFact.MeanGpuUtilization => job.MeanGpuUtilization(now),
        RuleFact.PeakGpuUtilization => job.PeakGpuUtilization,
        RuleFact.IdlePercent => job.IdlePercent(now),
        RuleFact.MeanCpuUtilization => job.MeanCpuUtilization(now),
        RuleFact.PeakGpuMemoryGb => job.PeakGpuMemoryGb,
        RuleFact.PeakMemoryPercent => job.PeakMemoryPercent,
        RuleFact.ActiveGpus => job.Latest(Metric.ActiveGpus),
        RuleFact.ActiveNodes => job.Latest(Metric.ActiveNodes),
        RuleFact.UnusedGpus => job.Gpus - job.Pace.MostGpus,
        RuleFact.UnusedNodes => NeededNodes(job, node) - job.Pace.MostNodes,
        RuleFact.ExcessNodes => job.Latest(Metric.ActiveNodes) - NeededNodes(job, node),
        RuleFact.BusyCores => job.MeanCpuUtilization(now) / 100 * RequestFacts.Of(RuleFact.Cpus, job.Request),
        RuleFact.StepTimeRatio => job.Pace.StepRatio,
        RuleFact.UserIdleGpuHours => job.User?.IdleGpuHours(now.Ticks) ?? double.NaN,
        >= RuleFact.FirstLatest => job.Latest((Metric)(fact - RuleFact.FirstLatest)),
        _ => RequestFacts.Of(fact, job.Request),
    };

    /// <summary>The fewest nodes that can host the GPUs of a job; NaN when the nodes are not known.</summary>
    private double NeededNodes(KnownJob job, int node) => Math.Ceiling(
        RequestFacts.Of(RuleFact.Gpus, job.Request) / ValueOf(RuleFact.NodeGpus, job, node, default));

    private ObservedEvent ObserveNode(in SimulationEvent happened, EventSignals signal)
    {
        double before = double.NaN, after = double.NaN;
        switch (happened.Kind)
        {
            case EventKind.MetricSampled:
                after = happened.Value;
                before = _nodes.Exchange(happened.Node, happened.Gpus, (Metric)happened.Detail, after);
                break;
            case EventKind.NodeDown:
                _cluster.TakeDown(happened.Node);
                break;
            case EventKind.NodeUp:
                _cluster.BringUp(happened.Node);
                break;
        }

        return new ObservedEvent(signal, before, after, 0, null, TextOf(happened));
    }

    private string TextOf(in SimulationEvent happened) =>
        happened.Kind == EventKind.LogWritten && texts is not null ? texts(happened.Detail) : "";

    private void Move(KnownJob job, in SimulationEvent happened, EventSignals signal)
    {
        switch (happened.Kind)
        {
            case EventKind.JobSubmitted or EventKind.JobRetried:
                job.Submit(happened.Time);
                break;
            case EventKind.JobStarted:
                job.Start(happened);
                break;
            case EventKind.JobResized or EventKind.JobMigrated:
                job.Change(happened);
                break;
            default:
                Stop(job, happened, signal);
                break;
        }
    }

    private void Stop(KnownJob job, in SimulationEvent happened, EventSignals signal)
    {
        bool forGood = (signal & (EventSignals.AnyEnd | EventSignals.Rejected)) != 0;
        if (!forGood && (signal & EventSignals.AnyStop) == 0)
        {
            return;
        }

        job.Stop(happened.Time, forGood);
        if (signal == EventSignals.Failed)
        {
            job.User?.Fail(happened.Time.Ticks);
        }

        if (forGood)
        {
            job.User?.End(job, happened.Time);
            _ended.Enqueue(job);
            Forget();
        }
    }

    private void Forget()
    {
        if (_ended.Count > MostEnded && _ended.Dequeue() is var oldest)
        {
            int number = unchecked((int)oldest.Key);
            _jobs[number] = _jobs[number] == oldest && oldest.Stage == JobStage.Ended ? null : _jobs[number];
        }
    }

    private KnownJob Find(in SimulationEvent happened)
    {
        int number = happened.Job;
        if (number >= _jobs.Length)
        {
            int length = Math.Max(number + 1, _jobs.Length * 2);
            Array.Resize(ref _jobs, length);
            Array.Resize(ref _generations, length);
        }

        KnownJob? job = _jobs[number];
        bool opens = happened.Kind is EventKind.JobSubmitted or EventKind.JobStarted;
        if (job is null || (opens && job.Stage == JobStage.Ended) || job.Id != jobs.IdOf(number))
        {
            return Open(number, job);
        }

        if (opens && job.Stage == JobStage.Unknown)
        {
            // What it asked for may have become known only now.
            job.Learn(jobs.RequestOf(number), UserOf(jobs.RequestOf(number)));
        }

        return job;
    }

    private KnownJob Open(int number, KnownJob? before)
    {
        if (before is not null)
        {
            // The source forgot the job without an end and gave its number away.
            Count(before, -1);
        }

        JobRequest request = jobs.RequestOf(number);
        long key = ((long)_generations[number]++ << 32) | (uint)number;
        return _jobs[number] = new KnownJob(key, jobs.IdOf(number), request, UserOf(request));
    }

    private KnownUser? UserOf(JobRequest request)
    {
        KnownUser? user = null;
        if (request.User is { Length: > 0 } name && !_users.TryGetValue(name, out user))
        {
            _users.Add(name, user = new KnownUser());
        }

        return user;
    }

    private void Count(KnownJob job, int sign)
    {
        if (job.Stage == JobStage.Waiting)
        {
            _cluster.WaitingJobs += sign;
            _cluster.WaitingMilli += sign * job.Request.TotalGpuMilli;
            job.User?.WaitingJobs += sign;
        }
        else if (job.Stage == JobStage.Running)
        {
            _cluster.RunningMilli += sign * job.HeldMilli;
            job.User?.RunningMilli += sign * job.HeldMilli;
        }
    }
}
