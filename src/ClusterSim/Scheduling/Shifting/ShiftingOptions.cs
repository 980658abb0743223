namespace ClusterSim.Scheduling.Shifting;

/// <summary>How long jobs may be delayed, how long they are taken to be, and what makes them start early.</summary>
internal sealed record ShiftingOptions
{
    /// <summary>Which signal counts.</summary>
    public required Func<SignalViews, SignalView?> Signal { get; init; }

    /// <summary>What the signal is called where it is missing.</summary>
    public required string SignalName { get; init; }

    /// <summary>Longest delay of a job.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Longest delay of a short job.</summary>
    public TimeSpan ShortMaxDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Jobs that are expected to run less than this are short.</summary>
    public TimeSpan ShortLimit { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long jobs are taken to be.</summary>
    public LengthSource Lengths { get; init; }

    /// <summary>Length of a short and of a long job, for <see cref="LengthSource.Given"/>.</summary>
    public (TimeSpan Short, TimeSpan Long) GivenLengths { get; init; }

    /// <summary>GPUs (cores, on a platform without GPUs) that are paid for anyway: jobs do not wait for them.</summary>
    public long Reserved { get; init; }
}
