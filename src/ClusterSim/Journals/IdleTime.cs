using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Journals;

/// <summary>
/// Adds up for which time the jobs of a stream of events held GPUs, and for which their utilization was below 1 %. A
/// sample holds until the next one of its job.
/// </summary>
public sealed class IdleTime : IEventObserver
{
    /// <summary>A job is idle below this GPU utilization, in percent.</summary>
    public const double BelowPercent = 1;

    private const double PercentOfPermille = 0.1, MilliPerGpu = 1000;
    private readonly IJobDirectory _jobs;
    private readonly Dictionary<int, Held> _held = [];
    private readonly Dictionary<string, List<IdleStretch>> _stretches = new(StringComparer.Ordinal);

    /// <summary>Nothing seen yet.</summary>
    /// <param name="jobs">The jobs that the events name.</param>
    public IdleTime(IJobDirectory jobs) => _jobs = jobs;

    /// <summary>GPU-hours held, whether or not the utilization was known.</summary>
    public double HeldGpuHours { get; private set; }

    /// <summary>GPU-hours held while the utilization was known.</summary>
    public double MeasuredGpuHours { get; private set; }

    /// <summary>GPU-hours held below 1 % utilization.</summary>
    public double IdleGpuHours { get; private set; }

    /// <summary>The idle times of a job that are over, by their start.</summary>
    /// <param name="jobId">Identifier of the job.</param>
    public IReadOnlyList<IdleStretch> Of(string jobId) =>
        _stretches.TryGetValue(jobId, out List<IdleStretch>? found) ? found : [];

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        int job = happened.Job;
        if (job < 0)
        {
            return;
        }

        switch (happened.Kind)
        {
            case EventKind.JobStarted or EventKind.JobResized or EventKind.JobMigrated:
                Close(job, happened.Time);
                double share = _jobs.RequestOf(job).PerInstance.GpuMilli / MilliPerGpu;
                _held[job] = new Held(_jobs.IdOf(job), happened.Gpus * share, happened.Time);
                break;
            case EventKind.MetricSampled when happened.Gpus < 0 && (Metric)happened.Detail == Metric.GpuUtilization:
                Sample(job, happened.Time, happened.Value);
                break;
            case EventKind.UtilizationChanged:
                Sample(job, happened.Time, happened.Value * PercentOfPermille);
                break;
            case EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut
                or EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobReclaimed:
                Close(job, happened.Time);
                break;
        }
    }

    /// <summary>Ends what goes on when the stream ends.</summary>
    /// <param name="end">When it ends.</param>
    public void End(SimTime end)
    {
        foreach (int job in _held.Keys.Order().ToArray())
        {
            Close(job, end);
        }
    }

    private void Sample(int job, SimTime now, double percent)
    {
        if (!_held.TryGetValue(job, out Held? held))
        {
            return;
        }

        bool isIdle = percent < BelowPercent;
        held.MeasuredSince ??= now;
        if (isIdle)
        {
            held.IdleSince ??= now;
        }
        else
        {
            CloseIdle(held, now);
        }
    }

    private void Close(int job, SimTime now)
    {
        if (_held.Remove(job, out Held? held))
        {
            HeldGpuHours += (now - held.Since).TotalHours * held.Gpus;
            MeasuredGpuHours += held.MeasuredSince is { } since ? (now - since).TotalHours * held.Gpus : 0;
            CloseIdle(held, now);
        }
    }

    private void CloseIdle(Held held, SimTime now)
    {
        if (held.IdleSince is { } since && held.Gpus > 0 && now > since)
        {
            IdleStretch stretch = new(held.JobId, since, now, held.Gpus);
            IdleGpuHours += stretch.GpuHours;
            if (!_stretches.TryGetValue(held.JobId, out List<IdleStretch>? stretches))
            {
                _stretches.Add(held.JobId, stretches = []);
            }

            stretches.Add(stretch);
        }

        held.IdleSince = null;
    }

    private sealed class Held(string jobId, double gpus, SimTime since)
    {
        public string JobId => jobId;

        public double Gpus => gpus;

        public SimTime Since => since;

        public SimTime? MeasuredSince { get; set; }

        public SimTime? IdleSince { get; set; }
    }
}
