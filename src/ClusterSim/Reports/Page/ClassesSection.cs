using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>The same by kinds of jobs: who gains and who loses.</summary>
internal static class ClassesSection
{
    public static ReportSection Of(ReportScope scope) => new("classes", "By kind of job",
    [
        .. Table(scope, "By size", metrics => metrics.BySize), .. Intervals(scope),
        .. Table(scope, "By role", metrics => metrics.ByRole),
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

    // Access by what is asked: with its definition and an interval, as the numbers of the section on access.
    private static IEnumerable<ReportBlock> Intervals(ReportScope scope)
    {
        var found = scope.Runs
            .Select(run => (run, Intervals: WaitIntervals.BySize(run.Result, run.Finished.MetricsOptions)))
            .Where(one => one.Intervals.Count > 0).ToArray();
        if (found.Length == 0)
        {
            yield break;
        }

        yield return new TableBlock(
            "Mean wait by size asked for; wait: all stays in the queue of jobs that ended; interval: 95 %, over users",
            ["class", "policy", "mean wait", "95 % interval", "waiting over 1 h"],
            [
                .. scope.Baseline.Metrics.BySize.SelectMany(size => found.SelectMany(one => one.run.Metrics.BySize
                    .Where(same => same.Name == size.Name)
                    .Select(same => (ImmutableArray<string>)
                    [
                        size.Name, one.run.Name, Readable.Duration(same.TotalWaitSeconds.Mean),
                        Text(one.Intervals.GetValueOrDefault(size.Name)),
                        same.ShareWaitingOverOneHour is { } share ? Readable.Percent(share) : Readable.None,
                    ]))),
            ],
            [1, 3]);
    }

    /// <summary>An interval of a mean wait; nobody waits less than not at all.</summary>
    public static string Text(ConfidenceInterval? interval) => interval is { } known
        ? $"{Readable.Duration(Math.Max(0, known.Low))} to {Readable.Duration(known.High)}"
        : Readable.None;

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
