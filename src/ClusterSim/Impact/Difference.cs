using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>One metric under another policy against the same metric under the baseline.</summary>
public sealed record Difference
{
    /// <summary>Which metric.</summary>
    public required Metric Metric { get; init; }

    /// <summary>
    /// Value under the baseline, over the paired jobs (or the mean over the seeds); <c>null</c> when not determined.
    /// </summary>
    public double? Baseline { get; init; }

    /// <summary>Value under the other policy; <c>null</c> when not determined.</summary>
    public double? Value { get; init; }

    /// <summary>Value less that of the baseline, in the metric's unit.</summary>
    public double? Change => Value - Baseline;

    /// <summary>Value over that of the baseline; <c>null</c> when the baseline's is not positive.</summary>
    public double? Ratio => Baseline > 0 ? Value / Baseline : null;

    /// <summary>
    /// Bootstrap interval of <see cref="Change"/>; <c>null</c> when there is none, see <see cref="Basis"/>.
    /// </summary>
    public ConfidenceInterval? ChangeInterval { get; init; }

    /// <summary>
    /// Bootstrap interval of <see cref="Ratio"/>; <c>null</c> also when the baseline's value is zero in some resample.
    /// </summary>
    public ConfidenceInterval? RatioInterval { get; init; }

    /// <summary>
    /// p value of the Wilcoxon signed-rank test after Holm's correction, for means and medians; <c>null</c> for other
    /// metrics, and where there are too few pairs for the test to reject at all.
    /// </summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>What the difference means.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>What the interval was made from, or why there is none.</summary>
    public string Basis { get; init; } = "";
}
