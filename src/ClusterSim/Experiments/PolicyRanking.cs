using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports;
using ClusterSim.Statistics;

namespace ClusterSim.Experiments;

/// <summary>
/// The policies of a group of scenarios, the one of the smallest mean JCT first. Those under which not all jobs ended
/// come last: their means are of other jobs.
/// </summary>
/// <param name="Group">What tells the group from others; empty when there is only one.</param>
/// <param name="Baseline">Label of the policy that the others are compared with.</param>
/// <param name="Seeds">Number of seeds.</param>
/// <param name="Places">The policies.</param>
internal sealed record PolicyRanking(
    string Group, string Baseline, int Seeds, ImmutableArray<RankedPolicy> Places)
{
    /// <summary>By what the policies are sorted.</summary>
    public const string Key = "mean_jct_seconds";

    /// <summary>Names of the metrics, with units.</summary>
    public static readonly ImmutableArray<string> Metrics =
    [
        Key, "p50_jct_seconds", "p99_jct_seconds", "mean_total_wait_seconds", "p99_total_wait_seconds",
        "mean_bounded_slowdown", "gpu_allocation_ratio", "restarts",
    ];

    /// <summary>Ranks the policies of a group by the means over its seeds.</summary>
    public static PolicyRanking Of(RunGroup group)
    {
        ImmutableArray<double?[]>[] arms = [.. group.Arms.Select(Values)];
        IEnumerable<RankedPolicy> places = group.Arms.Select((arm, i) => new RankedPolicy(
            arm[0].Label, arm.Sum(run => run.Result.Jobs.Count(job => JobMeasures.Ended(job))),
            arm.Sum(run => run.Result.Jobs.Length),
            [.. Metrics.Select((_, metric) => Mean(arms[i][metric]))],
            [.. Metrics.Select((name, metric) => Ratio(name, arms[0][metric], arms[i][metric]))]));
        return new PolicyRanking(
            group.Name, group.Arms[0][0].Label, group.Seeds,
            [
                .. places.OrderByDescending(place => place.EndedAll)
                    .ThenBy(place => place.Means[0] ?? double.PositiveInfinity),
            ]);
    }

    private static ImmutableArray<double?[]> Values(FinishedRun[] arm)
    {
        RunMetrics[] runs = [.. arm.Select(run => RunMetrics.Of(run.Result, run.MetricsOptions))];
        return [.. Metrics.Select(name => runs.Select(run => MetricCatalog.ValueOf(run, name)).ToArray())];
    }

    private static double? Mean(double?[] values) =>
        values.All(value => value is not null) ? values.Average() : null;

    // Pairs of runs of the same seed; too few of them say nothing about other seeds.
    private static ConfidenceInterval? Ratio(string name, double?[] baseline, double?[] other)
    {
        if (Mean(baseline) is not > 0 || Mean(other) is null)
        {
            return null;
        }

        double[] x = [.. baseline.Select(value => value!.Value)], y = [.. other.Select(value => value!.Value)];
        double ratio = y.Sum() / x.Sum();
        BlockPlan plan = BlockPlan.OfGroups([.. Enumerable.Range(0, x.Length)]);
        return x.Length < BlockPlan.MinBlocks
            ? new ConfidenceInterval(ratio, double.NaN, double.NaN)
            : new BlockBootstrap(plan, new BootstrapOptions(), 1, $"ranking/{name}").Mean(x, y).Ratio;
    }
}
