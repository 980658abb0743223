using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>The job metrics of one class of jobs.</summary>
public sealed record ClassMetrics
{
    /// <summary>
    /// Name of the class: a size, user, application or role; <c>(none)</c> where the workload names none.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Jobs of the class in the window.</summary>
    public int Jobs { get; init; }

    /// <summary>Jobs that started and left for good.</summary>
    public int Ended { get; init; }

    /// <summary>First start less submission, in seconds, of jobs that started.</summary>
    public required Distribution QueueingDelaySeconds { get; init; }

    /// <summary>All stays in the queue together, in seconds, of jobs that ended.</summary>
    public required Distribution TotalWaitSeconds { get; init; }

    /// <summary>End less submission, in seconds, of jobs that ended.</summary>
    public required Distribution JctSeconds { get; init; }

    /// <summary>Bounded slowdown of jobs that ended.</summary>
    public required Distribution BoundedSlowdown { get; init; }

    /// <summary>
    /// Share of jobs that waited over an hour, see
    /// <see cref="RunMetrics.ShareWaitingOverOneHour"/>.
    /// </summary>
    public double? ShareWaitingOverOneHour { get; init; }

    /// <summary>GPU-hours held.</summary>
    public double HeldGpuHours { get; init; }

    /// <summary>Core-hours held.</summary>
    public double HeldCoreHours { get; init; }

    /// <summary>GPU-hours held for nothing.</summary>
    public double WastedGpuHours { get; init; }

    /// <summary>How often jobs of the class had to start again.</summary>
    public long Restarts { get; init; }
}
