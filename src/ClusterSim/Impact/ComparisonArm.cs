using System.Collections.Immutable;

namespace ClusterSim.Impact;

/// <summary>One policy (or platform, or option) against the baseline.</summary>
public sealed record ComparisonArm
{
    /// <summary>
    /// Name, unique within the comparison: the policy, with the options that tell equal policies apart.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The metrics of the arm's runs: one, or one for each seed.</summary>
    public required ImmutableArray<RunMetrics> Metrics { get; init; }

    /// <summary>Jobs in the window that started and ended in both runs; 0 when seeds are compared.</summary>
    public int PairedJobs { get; init; }

    /// <summary>Jobs in the window that ended under the baseline only. They are in no pair.</summary>
    public int JobsEndedOnlyUnderBaseline { get; init; }

    /// <summary>Jobs in the window that ended under this arm only. They are in no pair.</summary>
    public int JobsEndedOnlyHere { get; init; }

    /// <summary>The differences, in the order of <see cref="MetricCatalog.All"/>.</summary>
    public required ImmutableArray<Difference> Differences { get; init; }

    /// <summary>The rank tests behind them; empty when seeds are compared.</summary>
    public ImmutableArray<PairedTest> Tests { get; init; } = [];

    /// <summary>
    /// What changed, in one sentence; in a second one against the policy that this one wraps, where that is an arm.
    /// </summary>
    public string Answer { get; init; } = "";

    /// <summary>The difference in a metric by name; <c>null</c> when it was not compared.</summary>
    /// <param name="metric">Name as in <see cref="MetricCatalog"/>.</param>
    public Difference? Find(string metric) =>
        Differences.FirstOrDefault(difference => difference.Metric.Name == metric);
}
