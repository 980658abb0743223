using ClusterSim.Statistics;

namespace ClusterSim.Experiments.Published;

/// <summary>A published number beside ours.</summary>
public sealed record PublishedRow
{
    /// <summary>What is measured, with its unit, e.g. <c>mean JCT (s)</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Trace, platform, policy and options, e.g. <c>Lublin-1, 256 processors, sjf</c>.</summary>
    public required string Where { get; init; }

    /// <summary>The published number; <c>null</c> when there is none and the row is for comparison only.</summary>
    public required double? Published { get; init; }

    /// <summary>Our number; over seeds, their mean.</summary>
    public required double Obtained { get; init; }

    /// <summary>The interval of our number over seeds.</summary>
    /// <value>Default <c>null</c>: nothing was drawn.</value>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>How far the two may be apart, and why so far.</summary>
    public required Tolerance Tolerance { get; init; }

    /// <summary>What a reader must know. A miss that has a note is explained by it; one without fails.</summary>
    /// <value>Default empty.</value>
    public string Note { get; init; } = "";

    /// <summary>What the comparison came to.</summary>
    public RowVerdict Verdict =>
        Published is not { } published || Tolerance.Kind == ToleranceKind.NotJudged ? RowVerdict.NotJudged
        : Tolerance.Allows(published, Obtained, Interval) ? RowVerdict.Passed
        : Note.Length > 0 ? RowVerdict.Explained
        : RowVerdict.Failed;

    /// <summary>
    /// How far our number lies above the published one, as a share of it; <c>null</c> when that is 0 or not there.
    /// </summary>
    public double? Deviation =>
        Published is { } published && published != 0 ? (Obtained - published) / Math.Abs(published) : null;
}
