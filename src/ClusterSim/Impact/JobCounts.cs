namespace ClusterSim.Impact;

/// <summary>How many jobs of the window stood where at the end of the run.</summary>
public sealed record JobCounts
{
    /// <summary>Jobs in the window, whatever became of them.</summary>
    public int Total { get; init; }

    /// <summary>Jobs that started at least once.</summary>
    public int Started { get; init; }

    /// <summary>Jobs that started and left for good, however they ended.</summary>
    public int Ended { get; init; }

    /// <summary>Ended, successfully.</summary>
    public int Completed { get; init; }

    /// <summary>Ended by failing.</summary>
    public int Failed { get; init; }

    /// <summary>Ended by their users.</summary>
    public int Cancelled { get; init; }

    /// <summary>Killed at their walltime.</summary>
    public int TimedOut { get; init; }

    /// <summary>Ended by the scheduler after their useful work was done.</summary>
    public int Reclaimed { get; init; }

    /// <summary>Turned away: they can never run on the platform, or the policy refused them.</summary>
    public int Rejected { get; init; }

    /// <summary>Still holding resources when the run stopped.</summary>
    public int Running { get; init; }

    /// <summary>In the queue when the run stopped, preempted ones among them.</summary>
    public int Pending { get; init; }

    /// <summary>Not yet submitted when the run stopped.</summary>
    public int Unsubmitted { get; init; }

    /// <summary>Jobs that never started: rejected, pending without a start, or not submitted.</summary>
    public int NeverStarted => Total - Started;
}
