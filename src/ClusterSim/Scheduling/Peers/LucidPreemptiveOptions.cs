namespace ClusterSim.Scheduling.Peers;

/// <summary>Options of the preemptive schedulers of Lucid's simulator.</summary>
internal sealed record LucidPreemptiveOptions
{
    /// <summary>Whether jobs go by attained service in two queues, not by remaining time.</summary>
    public bool ByService { get; init; }

    /// <summary>Attained service up to which a job is in the first queue.</summary>
    /// <value>GPU-seconds; default 18,000.</value>
    public double ServiceLimitGpuSeconds { get; init; } = 18_000;

    /// <summary>Decisions are made at multiples of this time.</summary>
    /// <value>Whole seconds, 1 or more; default 1 s.</value>
    public long IntervalSeconds { get; init; } = 1;
}
