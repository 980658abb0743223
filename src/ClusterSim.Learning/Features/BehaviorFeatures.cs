using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Learning.Features;

/// <summary>
/// Watches a stream of events and gives what jobs and users did as features, from events and requests alone.
/// </summary>
/// <param name="directory">The jobs: a workload, or those of a stream of events.</param>
public sealed class BehaviorFeatures(IJobDirectory directory) : IEventObserver
{
    private readonly Dictionary<int, ObservedJob> _open = [];
    private readonly List<ObservedJob> _ended = [];

    /// <summary>
    /// Features of a job: <c>gpus</c>, <c>wait_hours</c>, <c>run_hours</c>, <c>mean_utilization</c> (percent, 100
    /// when not sampled), <c>idle_share</c> (0 to 1), <c>used_walltime</c> (0 to 1, 1 without a walltime),
    /// <c>restarts</c>, <c>failed</c> (0 or 1).
    /// </summary>
    public static ImmutableArray<string> JobNames { get; } =
    [
        "gpus", "wait_hours", "run_hours", "mean_utilization", "idle_share", "used_walltime", "restarts", "failed",
    ];

    /// <summary>Features of a user: number of jobs, and the means of the job features over them.</summary>
    public static ImmutableArray<string> UserNames { get; } = ["jobs", .. JobNames];

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        if (happened.Job < 0)
        {
            return;
        }

        if (!_open.TryGetValue(happened.Job, out ObservedJob? job))
        {
            job = new ObservedJob(
                directory.IdOf(happened.Job), directory.RequestOf(happened.Job), happened.Time);
            _open.Add(happened.Job, job);
        }

        if (job.Take(happened))
        {
            _open.Remove(happened.Job);
            _ended.Add(job);
        }
    }

    /// <summary>The jobs that started and ended, by identifier.</summary>
    /// <returns>Their identifiers and features, row by row.</returns>
    public (ImmutableArray<string> Ids, FeatureTable Features) PerJob()
    {
        ObservedJob[] jobs = [.. _ended.Where(job => job.Started).OrderBy(job => job.Id, StringComparer.Ordinal)];
        return ([.. jobs.Select(job => job.Id)], FeatureTable.Of(JobNames, jobs.Select(job => job.Features())));
    }

    /// <summary>The users of those jobs, by name; jobs without a user are left out.</summary>
    /// <returns>Their names and features, row by row.</returns>
    public (ImmutableArray<string> Users, FeatureTable Features) PerUser()
    {
        var users = _ended.Where(job => job.Started && job.User.Length > 0)
            .GroupBy(job => job.User, StringComparer.Ordinal).OrderBy(user => user.Key, StringComparer.Ordinal)
            .ToArray();
        return (
            [.. users.Select(user => user.Key)], FeatureTable.Of(UserNames, users.Select(user => MeanOf([.. user]))));
    }

    private static double[] MeanOf(ObservedJob[] jobs)
    {
        double[][] rows = [.. jobs.Select(job => job.Features())];
        return [jobs.Length, .. Enumerable.Range(0, JobNames.Length).Select(i => rows.Average(row => row[i]))];
    }

    /// <summary>One job from its first event to its end.</summary>
    private sealed class ObservedJob(string id, JobRequest request, SimTime first)
    {
        private SimTime _start = SimTime.Never, _sampled = SimTime.Never, _lastStart;
        private double _permille, _busy, _idleTicks, _sampledTicks, _runTicks;
        private int _restarts, _gpus;
        private bool _running, _failed;

        public string Id => id;

        public string User => request.User;

        public bool Started => !_start.IsNever;

        /// <summary>Takes an event; true when it is the last one of the job.</summary>
        public bool Take(in SimulationEvent happened)
        {
            switch (happened.Kind)
            {
                case EventKind.JobStarted:
                    _start = _start.IsNever ? happened.Time : _start;
                    (_running, _lastStart, _restarts) = (true, happened.Time, (int)happened.Value);
                    _gpus = Math.Max(_gpus, happened.Gpus);
                    return false;
                case EventKind.UtilizationChanged:
                    Integrate(happened.Time);
                    (_permille, _sampled) = (happened.Value, happened.Time);
                    return false;
                case EventKind.JobPreempted or EventKind.JobEvicted:
                    Stop(happened.Time);
                    return false;
                case EventKind.JobReclaimed:
                    Stop(happened.Time);
                    return happened.Value <= 0;
                case EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut
                    or EventKind.JobRejected:
                    Stop(happened.Time);
                    _failed = happened.Kind == EventKind.JobFailed;
                    return true;
                default:
                    return false;
            }
        }

        public double[] Features()
        {
            double hours = _runTicks / TimeSpan.TicksPerHour;
            bool known = _sampledTicks > 0;
            return
            [
                _gpus, (_start - first).TotalHours, hours, known ? _busy / _sampledTicks / 10 : 100,
                known ? _idleTicks / _sampledTicks : 0,
                request.Walltime is { } limit && limit > TimeSpan.Zero ? hours / limit.TotalHours : 1, _restarts,
                _failed ? 1 : 0,
            ];
        }

        private void Stop(SimTime now)
        {
            Integrate(now);
            _sampled = SimTime.Never;
            _runTicks += _running ? (now - _lastStart).Ticks : 0;
            _running = false;
        }

        private void Integrate(SimTime now)
        {
            if (!_sampled.IsNever)
            {
                double ticks = (now - _sampled).Ticks;
                _busy += _permille * ticks;
                _idleTicks += _permille < 10 * UtilizationSignature.IdleBelowPercent ? ticks : 0;
                _sampledTicks += ticks;
            }
        }
    }
}
