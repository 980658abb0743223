using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Options of the detector of jobs whose utilization drops for good. Defaults without a source are ours; the page on
/// detectors says what they were measured to give.
/// </summary>
public sealed record UtilizationDropOptions : DetectorOptions
{
    /// <inheritdoc/>
    public override string Name => "utilization-drop";

    /// <summary>The metric that is watched, for each job and device that reports it.</summary>
    /// <value>Default <see cref="Metric.GpuUtilization"/>.</value>
    public Metric Metric { get; init; } = Metric.GpuUtilization;

    /// <summary>Length over which the metric is averaged to one value.</summary>
    /// <value>Positive; default 5 minutes, as monitoring pipelines keep long series.</value>
    public TimeSpan Pane { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Panes before the cut that are compared.</summary>
    /// <value>At least <see cref="LeastBefore"/>; default 96, eight hours.</value>
    public int Before { get; init; } = 96;

    /// <summary>Fewest panes before the cut that allow a test.</summary>
    /// <value>1 or more; default 16: with 8 panes after, 735,471 orders make levels down to 1.4e-6 attainable;
    /// a third of the default level is 1.2e-6, so it takes one more.</value>
    public int LeastBefore { get; init; } = 16;

    /// <summary>Panes after the first cut: how long the level must have stayed down, about.</summary>
    /// <value>2 or more; default 8, 40 minutes.</value>
    public int After { get; init; } = 8;

    /// <summary>
    /// Further cuts, each with twice as many panes after it: smaller falls, or those in a noise that lasts, are found
    /// there. The level of a test is shared out evenly.
    /// </summary>
    /// <value>0 to 4; default 2: 40, 80 and 160 minutes.</value>
    public int Doublings { get; init; } = 2;

    /// <summary>Least fall of the median that matters, in the unit of the metric.</summary>
    /// <value>0 or more; default 20 points.</value>
    public double LeastDrop { get; init; } = 20;

    /// <summary>What raises the suspicion.</summary>
    /// <value>Default <see cref="ChangeMethod.Cusum"/>.</value>
    public ChangeMethod Method { get; init; } = ChangeMethod.Cusum;

    /// <summary>Phases that do not count: what they report is no level to compare.</summary>
    /// <value>Default compilation, data loading, checkpointing, evaluation.</value>
    public ImmutableArray<PhaseKind> IgnoredPhases { get; init; } =
        [PhaseKind.Compilation, PhaseKind.DataLoading, PhaseKind.Checkpointing, PhaseKind.Evaluation];

    internal override IEnumerable<string> Problems() => OptionChecks.Of(
        (Pane > TimeSpan.Zero, "pane", Pane, "a positive length"),
        (LeastBefore >= 1, "least_before", LeastBefore, "1 or more"),
        (Before >= LeastBefore, "before", Before, "at least least_before"),
        (After >= 2, "after", After, "2 or more"),
        (Doublings is >= 0 and <= 4, "doublings", Doublings, "0 to 4"),
        (Doublings is < 0 or > 4 || Before + ((long)After << Doublings) <= Statistics.ExactRankSum.MaxCount, "before",
            Before, "together with the longest part after at most 400"),
        (LeastDrop >= 0, "least_drop", LeastDrop, "0 or more"));

    internal override IDetector Make(DetectorJobs jobs, DetectionLog log) =>
        new UtilizationDropDetector(this, jobs, log);
}
