namespace ClusterSim.Statistics;

/// <summary>How a bootstrap interval is made.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Number of resamples.</summary>
    /// <value>At least 100; default 2,000.</value>
    public int Resamples { get; init; } = 2_000;

    /// <summary>Confidence level.</summary>
    /// <value>Between 0 and 1; default 0.95.</value>
    public double Level { get; init; } = 0.95;

    internal BootstrapOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 100);
        return Level is > 0 and < 1
            ? this
            : throw new ArgumentOutOfRangeException(nameof(Level), Level, "Expected a level between 0 and 1.");
    }
}
