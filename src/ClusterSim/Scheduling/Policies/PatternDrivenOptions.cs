namespace ClusterSim.Scheduling.Policies;

/// <summary>How a pattern-driven policy treats recommendations.</summary>
public sealed record PatternDrivenOptions
{
    /// <summary>Whether recommendations are carried out or only counted.</summary>
    /// <value>Default <see cref="PatternDrivenMode.Act"/>.</value>
    public PatternDrivenMode Mode { get; init; } = PatternDrivenMode.Act;

    /// <summary>Least confidence of a recommendation that is carried out.</summary>
    /// <value>
    /// 0 to 1; default 0.8, our choice: of the shipped rules it admits idle tails and retry loops, not low utilization.
    /// </value>
    public double ConfidenceThreshold { get; init; } = 0.8;

    /// <summary>
    /// Applications with a known outcome after which a rule must have brought a positive benefit; one that has not is
    /// suspended for the rest of the run.
    /// </summary>
    /// <value>1 or more; default 5, our choice.</value>
    public int MinimumApplications { get; init; } = 5;

    /// <summary>
    /// How long pending jobs of a retry loop let others pass. Each is held back once, no longer than this after it
    /// entered the queue, and only while somebody else waits.
    /// </summary>
    /// <value>Positive; default 5 minutes, where the crash-loop back-off of Kubernetes is capped.</value>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromMinutes(5);

    internal void Check()
    {
        if (ConfidenceThreshold is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(ConfidenceThreshold), ConfidenceThreshold, "must lie from 0 to 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumApplications, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BackOff, TimeSpan.Zero);
    }
}
