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
        .. Table(scope, "By application", metrics => metrics.ByApplication), .. Table(scope, "By user", metrics => metrics.ByUser),
    ]);

    private static IEnumerable<ReportBlock> Table(ReportScope scope, string title, Func<RunMetrics, ImmutableArray<ClassMetrics>> of)
    {
        ImmutableArray<ClassMetrics> first = of(scope.Baseline.Metrics);
        if (first.Length < 2)
        {
            yield break;
        }

        ILookup<string, ClassMetrics>[] runs = [.. scope.Runs.Select(run => of(run.Metrics).ToLookup(found => found.Name))];
        yield return new TableBlock(
            $"{title}: mean queueing delay, its 95th percentile, and mean bounded slowdown",
            [
                "class", "jobs", .. scope.Runs.Select(run => $"delay, {run.Name}"), .. scope.Runs.Select(run => $"p95 delay, {run.Name}"),
                .. scope.Runs.Select(run => $"slowdown, {run.Name}"),
            ],
            [.. first.Select(row => (ImmutableArray<string>)
            [
                row.Name, Readable.Count(row.Jobs),
                .. runs.Select(run => Readable.Duration(Found(run, row)?.QueueingDelaySeconds.Mean)),
                .. runs.Select(run => Readable.Duration(Found(run, row)?.QueueingDelaySeconds.P95)),
                .. runs.Select(run => Found(run, row)?.BoundedSlowdown.Mean is { } mean ? Readable.Significant(mean) : Readable.None),
            ])], []);
    }

    private static ClassMetrics? Found(ILookup<string, ClassMetrics> run, ClassMetrics row) => run[row.Name].FirstOrDefault();
}
