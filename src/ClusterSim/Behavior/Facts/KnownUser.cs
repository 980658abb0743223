namespace ClusterSim.Behavior.Facts;

/// <summary>What the events have told about a user so far.</summary>
internal sealed class KnownUser
{
    private const int MostFailures = 4096;

    private readonly Queue<long> _failures = [];

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

    private void Forget(long now)
    {
        while (_failures.TryPeek(out long first) && first <= now - TimeSpan.TicksPerDay)
        {
            _failures.Dequeue();
        }
    }
}
