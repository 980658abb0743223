namespace ClusterSim.Behavior.Mining;

/// <summary>What <see cref="Minepi"/> and <see cref="Emma"/> look for.</summary>
public sealed record EpisodeOptions
{
    /// <summary>How often an episode must occur, as the miner counts.</summary>
    /// <value>1 or more; default 2.</value>
    public int MinSupport { get; init; } = 2;

    /// <summary>
    /// Longest time from the first to the last event of an occurrence, itself included. (SPMF's window of w on whole
    /// time points is a span of w - 1: it counts the points, not the time between them.)
    /// </summary>
    /// <value>Zero or more; default one hour.</value>
    public TimeSpan MaxSpan { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most symbols of an episode.</summary>
    /// <value>1 to 1,000; default 10.</value>
    public int MaxLength { get; init; } = 10;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSupport, 1, nameof(MinSupport));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSpan, TimeSpan.Zero, nameof(MaxSpan));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLength, 1, nameof(MaxLength));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxLength, 1000, nameof(MaxLength));
    }
}
