namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Options of the detector of classes of jobs that wait longer than they used to. Defaults without a source are ours.
/// </summary>
public sealed record QueueingDelayOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Name => "queueing-delay";

    /// <summary>What forms a class.</summary>
    /// <value>Default the queue.</value>
    public DetectorSubject By { get; init; } = DetectorSubject.Queue;

    /// <summary>
    /// Length of a pane, whose median delay is one value: delays close in time depend on each other, medians of quarter
    /// days much less.
    /// </summary>
    /// <value>Positive; default 6 hours.</value>
    public TimeSpan Pane { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Fewest starts that make a pane a value; a pane with fewer is joined with the next.</summary>
    /// <value>1 or more; default 5.</value>
    public int LeastStarts { get; init; } = 5;

    /// <summary>Panes before the cut that are compared.</summary>
    /// <value>At least <see cref="LeastBefore"/>; default 28, a week.</value>
    public int Before { get; init; } = 28;

    /// <summary>Fewest panes before the cut that allow a test.</summary>
    /// <value>1 or more; default 16, four days.</value>
    public int LeastBefore { get; init; } = 16;

    /// <summary>Panes after the cut.</summary>
    /// <value>2 or more; default 4, a day.</value>
    public int After { get; init; } = 4;

    /// <summary>Least growth of the median delay that matters, as a factor.</summary>
    /// <value>1 or more; default 2.</value>
    public double LeastRatio { get; init; } = 2;

    /// <summary>Least growth of the median delay that matters.</summary>
    /// <value>Zero or more; default 10 minutes.</value>
    public TimeSpan LeastGrowth { get; init; } = TimeSpan.FromMinutes(10);

    internal override IEnumerable<string> Problems() => OptionChecks.Of(
        (Pane > TimeSpan.Zero, "pane", Pane, "a positive length"),
        (LeastStarts >= 1, "least_starts", LeastStarts, "1 or more"),
        (LeastBefore >= 1, "least_before", LeastBefore, "1 or more"),
        (Before >= LeastBefore, "before", Before, "at least least_before"),
        (After >= 2 && After + Before <= Statistics.ExactRankSum.MaxCount, "after", After, "2 to 400 less before"),
        (LeastRatio >= 1, "least_ratio", LeastRatio, "1 or more"),
        (LeastGrowth >= TimeSpan.Zero, "least_growth", LeastGrowth, "zero or more"));

    internal override IDetector Make(DetectorJobs jobs, DetectionLog log) =>
        new QueueingDelayDetector(this, jobs, log);
}
