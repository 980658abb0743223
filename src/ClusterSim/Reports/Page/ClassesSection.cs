using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>The same by kinds of jobs: who gains and who loses.</summary>
internal static class ClassesSection
{
    public static ReportSection Of(ReportScope scope) => new("classes", "By kind of job",
    [
        .. Table(scope, "By size", metrics => metrics.BySize), .. Table(scope, "By role", metrics => metrics.ByRole),
        .. Table(scope, "By application", metrics => metrics.ByApplication),
            .. Table(scope, "By user", metrics => metrics.ByUser),
    ]);

    private static IEnumerable<ReportBlock> Table(
        ReportScope scope, string title, Func<RunMetrics, ImmutableArray<ClassMetrics>> of)
    {
        ImmutableArray<ClassMetrics> first = of(scope.Baseline.Metrics);
        if (first.Length < 2)
        {
            yield break;
        }

        var runs = scope.Runs.Select(run => (run.Name, Classes: of(run.Metrics).ToLookup(found => found.Name)))
            .ToArray();
        yield return new TableBlock(
            $"{title}: wait and bounded slowdown",
            ["class", "policy", "jobs", "mean wait", "median wait", "p95 wait", "p99 wait",
                .. FirstStart(scope, "mean queueing delay"), "mean slowdown", "p95 slowdown"],
            [.. first.SelectMany(row => runs.Where(run => run.Classes.Contains(row.Name))
                .Select(run => Row(scope, run.Name, run.Classes[row.Name].First())))], [1]);
    }

    private static ImmutableArray<string> Row(ReportScope scope, string policy, ClassMetrics found) =>
    [
        found.Name, policy, Readable.Count(found.Jobs), Readable.Duration(found.TotalWaitSeconds.Mean),
        Readable.Duration(found.TotalWaitSeconds.P50), Readable.Duration(found.TotalWaitSeconds.P95),
        Readable.Duration(found.TotalWaitSeconds.P99),
        .. FirstStart(scope, Readable.Duration(found.QueueingDelaySeconds.Mean)),
        Readable.Number(found.BoundedSlowdown.Mean), Readable.Number(found.BoundedSlowdown.P95),
    ];

    private static string[] FirstStart(ReportScope scope, string cell) => scope.WaitsAfterStart ? [cell] : [];
}
