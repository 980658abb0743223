using ClusterSim.Time;

namespace ClusterSim.Behavior.Facts;

/// <summary>What the events have told about a user so far.</summary>
internal sealed class KnownUser
{
    private const int MostFailures = 4096;
    private const double IdleFromPercent = 99;

    // As Job Defense Shield's report zero_gpu_util: seven days, jobs of half an hour or more.
    private static readonly TimeSpan s_reported = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(30);

    private readonly Queue<long> _failures = [];
    private readonly Queue<(long End, double GpuHours)> _idle = [];
    private double _idleGpuHours;

    /// <summary>GPUs that the running jobs hold, shares counted as shares, in 1/1000.</summary>
    public long RunningMilli { get; set; }

    /// <summary>Jobs in the queue.</summary>
    public int WaitingJobs { get; set; }

    public void Fail(long now)
    {
        Forget(now);
        if (_failures.Count == MostFailures)
        {
            _failures.Dequeue();
        }

        _failures.Enqueue(now);
    }

    /// <summary>Jobs that failed in the last 24 hours, at most 4,096.</summary>
    public int FailedLately(long now)
    {
        Forget(now);
        return _failures.Count;
    }

    /// <summary>Writes down that a job has ended for good.</summary>
    public void End(KnownJob job, SimTime now)
    {
        if (job.IdlePercent(now) >= IdleFromPercent && job.RunHours(now) >= s_shortest.TotalHours)
        {
            ForgetIdle(now.Ticks);
            _idle.Enqueue((now.Ticks, job.GpuHours(now)));
            _idleGpuHours += job.GpuHours(now);
        }
    }

    /// <summary>
    /// GPU-hours of the jobs that ended in the last 7 days, had run for half an hour or more, and had not used their
    /// GPUs.
    /// </summary>
    public double IdleGpuHours(long now)
    {
        ForgetIdle(now);
        return _idleGpuHours;
    }

    // Sums anew when the last one goes, so that rounding does not pile up.
    private void ForgetIdle(long now)
    {
        while (_idle.TryPeek(out var first) && first.End <= now - s_reported.Ticks)
        {
            _idle.Dequeue();
            _idleGpuHours = _idle.Count == 0 ? 0 : _idleGpuHours - first.GpuHours;
        }
    }

    private void Forget(long now)
    {
        while (_failures.TryPeek(out long first) && first <= now - TimeSpan.TicksPerDay)
        {
            _failures.Dequeue();
        }
    }
}
