using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The preemptive schedulers <c>srtf</c> and <c>tiresias</c> of Lucid's simulator (Hu et al., ASPLOS 2023), commit
/// 63685a3; <c>srtf</c> of the Helios simulator is the same. Each virtual cluster admits its jobs in order by counts of
/// GPUs; a job that was admitted but finds no place waits.
/// </summary>
/// <remarks>
/// The simulator sees an end one second late: run it with a start-up overhead of 1 s, and with the overheads of
/// preemption of Lucid or Helios.
/// </remarks>
internal sealed class LucidPreemptive(string name, LucidPreemptiveOptions options) : ISchedulingPolicy
{
    private readonly LucidPlacement _placement = new();
    private LucidCluster[] _clusters = [];
    private int[] _clusterOf = [];
    private TimeSpan[] _charged = [];

    public string Name => name;

    public IReadOnlyDictionary<string, string> Options { get; } = options.ByService
        ? ImmutableSortedDictionary<string, string>.Empty
            .Add("service-limit-gpu-seconds", options.ServiceLimitGpuSeconds.ToString(CultureInfo.InvariantCulture))
            .Add("interval", options.IntervalSeconds.ToString(CultureInfo.InvariantCulture) + "s")
        : ImmutableSortedDictionary<string, string>.Empty;

    public void Begin(SchedulingView view)
    {
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        List<LucidCluster> clusters = [];
        _clusterOf = new int[view.JobCount];
        _charged = new TimeSpan[view.JobCount];
        for (int job = 0; job < view.JobCount; job++)
        {
            JobView first = view.Job(job);
            if (!known.TryGetValue(first.Request.Queue, out _clusterOf[job]))
            {
                known.Add(first.Request.Queue, _clusterOf[job] = clusters.Count);
                clusters.Add(new LucidCluster(view, first.Demand));
            }
        }

        _clusters = [.. clusters];
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_clusterOf.Length != view.JobCount)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        TakeIn(view);
        long now = view.Now.Ticks / TimeSpan.TicksPerSecond;
        bool decides = view.Now.Ticks % (options.IntervalSeconds * TimeSpan.TicksPerSecond) == 0;
        long next = long.MaxValue;
        foreach (LucidCluster cluster in _clusters)
        {
            bool changed = decides && cluster.Waiting.Count > 0 && Decide(view, plan, cluster);
            next = Math.Min(next, NextDecision(view, cluster, now, changed || !decides));
        }

        // A job without a walltime passes the others in a time that no clock shows.
        if (next < TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond)
        {
            plan.WakeAt(SimTime.Zero + TimeSpan.FromSeconds(next));
        }

        Policies.DeclinedRoom.Tell(view, _placement);
        if (!decides && view.Decisions is { } log)
        {
            TellOfInterval(view, log);
        }
    }

    private void TellOfInterval(SchedulingView view, IDecisionLog log)
    {
        foreach (int job in view.Pending)
        {
            if (_placement.Place(view.Free, view.Job(job).Demand) is not null)
            {
                log.HeldBack(job, view.Now, $"who runs is decided every {options.IntervalSeconds} s");
            }
        }
    }

    // Nobody waits, or nobody runs and nothing was changed: nothing can change. Else by service at each interval; by
    // remaining time when something was changed or a running job passes a waiting one.
    private long NextDecision(SchedulingView view, LucidCluster cluster, long now, bool changed)
    {
        long nextInterval = ((now / options.IntervalSeconds) + 1) * options.IntervalSeconds;
        return cluster.Waiting.Count == 0 ? long.MaxValue
            : changed || (options.ByService && cluster.AnyRuns) ? nextInterval
            : cluster.FirstPassing(job => RemainingSeconds(view, job)) is { } seconds ? now + seconds
            : long.MaxValue;
    }

    private void TakeIn(SchedulingView view)
    {
        foreach (int job in view.Left)
        {
            if (view.Job(job).Status is not (JobStatus.Pending or JobStatus.Running))
            {
                _clusters[_clusterOf[job]].Forget(job);
            }
        }

        foreach (int job in view.Queued)
        {
            if (view.Pending.Contains(job))
            {
                _clusters[_clusterOf[job]].Add(job);
            }
        }
    }

    private bool Decide(SchedulingView view, Plan plan, LucidCluster cluster)
    {
        List<int> order = options.ByService
            ? cluster.Ordered(runningFirst: true, job => (IsLow(view, job) ? 1 : 0, view.Job(job).SubmitTime.Ticks))
            : cluster.Ordered(runningFirst: false, job => (RemainingSeconds(view, job), 0));
        (List<int> stops, List<int> starts) = cluster.Admit(order, job => view.Job(job).Demand.TotalGpus);
        foreach (int job in stops)
        {
            _charged[job] += view.PreemptionCost(view.Job(job).Demand);
            view.Decisions?.Acted(job, options.ByService
                ? "jobs that have received less service need its GPUs"
                : "jobs with less of their walltime left need its GPUs");
            plan.Preempt(job);
            cluster.Stopped(job);
        }

        foreach (int job in view.Decisions is null ? [] : cluster.Waiting.Except(starts))
        {
            view.Decisions?.HeldBack(
                job, SimTime.Never, "as many GPUs as its virtual cluster has go to others before it");
        }

        bool started = false;
        foreach (int job in starts)
        {
            if (_placement.Place(view.Free, view.Job(job).Demand) is { } found
                && plan.Start(job, found) == RefusalReason.None)
            {
                cluster.Started(job);
                started = true;
            }
        }

        return started || stops.Count > 0;
    }

    private bool IsLow(SchedulingView view, int job) =>
        Seconds(view.Job(job).ExecutedTime) * view.Job(job).Demand.TotalGpus > options.ServiceLimitGpuSeconds;

    private long RemainingSeconds(SchedulingView view, int job)
    {
        JobView asked = view.Job(job);
        return asked.Request.Walltime is { } walltime
            ? Seconds(walltime + _charged[job] - asked.ExecutedTime)
            : long.MaxValue / 2;
    }

    private static long Seconds(TimeSpan length) => length.Ticks / TimeSpan.TicksPerSecond;
}
