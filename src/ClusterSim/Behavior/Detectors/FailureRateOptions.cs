namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Options of the detector of users, applications or nodes whose jobs fail more often than those of the others.
/// Defaults without a source are ours.
/// </summary>
public sealed record FailureRateOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Name => By == DetectorSubject.Node ? "node-failure-rate" : "failure-rate";

    /// <summary>What is watched. Nodes are compared by failures an hour of running, others by failures a job.</summary>
    /// <value>Default the user.</value>
    public DetectorSubject By { get; init; } = DetectorSubject.User;

    /// <summary>Length of a pane: tests fall due at the end of each.</summary>
    /// <value>Positive; default 6 hours.</value>
    public TimeSpan Pane { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Panes that are counted together.</summary>
    /// <value>1 or more; default 4, a day.</value>
    public int Panes { get; init; } = 4;

    /// <summary>Fewest failures of the subject in these panes.</summary>
    /// <value>1 or more; default 5.</value>
    public int LeastFailures { get; init; } = 5;

    /// <summary>Least ratio to the others that matters.</summary>
    /// <value>1 or more; default 3.</value>
    public double LeastRatio { get; init; } = 3;

    internal override IEnumerable<string> Problems() => OptionChecks.Of(
        (Pane > TimeSpan.Zero, "pane", Pane, "a positive length"),
        (Panes >= 1, "panes", Panes, "1 or more"),
        (LeastFailures >= 1, "least_failures", LeastFailures, "1 or more"),
        (LeastRatio >= 1, "least_ratio", LeastRatio, "1 or more"));

    internal override IDetector Make(DetectorJobs jobs, DetectionLog log) => new FailureRateDetector(this, jobs, log);
}
