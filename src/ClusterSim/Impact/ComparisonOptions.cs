using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>How runs are compared. Recorded with the comparison.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Warm-up, prices and the like.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Number of resamples and level of the intervals.</summary>
    /// <value>Default 2,000 resamples, 95 %.</value>
    public BootstrapOptions Bootstrap { get; init; } = new();

    /// <summary>Seed of the resampling.</summary>
    /// <value>Default 1. The same runs and seed give the same intervals.</value>
    public long Seed { get; init; } = 1;

    /// <summary>What is resampled as one unit when single runs are compared.</summary>
    /// <value>Default <see cref="ResamplingUnit.TimeBlocks"/>.</value>
    public ResamplingUnit Unit { get; init; } = ResamplingUnit.TimeBlocks;

    /// <summary>A rank test rejects when its adjusted p value is at most this.</summary>
    /// <value>Between 0 and 1; default 0.05.</value>
    public double Significance { get; init; } = 0.05;

    /// <summary>Differences below this share of the baseline's value are too small to matter.</summary>
    /// <value>0 or more; default 0.01, one percent.</value>
    public double PracticalShare { get; init; } = 0.01;

    /// <summary>Differences of times below this are too small to matter, whatever share they are.</summary>
    /// <value>0 or more; default 1 s, the resolution of most traces.</value>
    public double PracticalSeconds { get; init; } = 1;

    internal ComparisonOptions Checked()
    {
        Metrics.Checked();
        Bootstrap.Checked();
        ArgumentOutOfRangeException.ThrowIfLessThan(PracticalShare, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(PracticalSeconds, 0);
        return Significance is > 0 and < 1
            ? this
            : throw new ArgumentOutOfRangeException(nameof(Significance), Significance, "Expected between 0 and 1.");
    }
}
