using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>Who gets access: users among each other, small ones and large ones.</summary>
internal static class AccessSection
{
    public static ReportSection Of(ReportScope scope)
    {
        var runs = scope.Runs
            .Select(run => (run.Name, Rows: AccessIntervals.Of(run.Result, run.Finished.MetricsOptions)))
            .ToArray();
        return new ReportSection("access", "Access and fairness", runs[0].Rows.IsEmpty ? [] :
        [
            new ParagraphBlock(
                "Jobs of named users. Intervals (95 %) come from resampling the users with all their jobs; there are "
                + "none below five users."),
            new TableBlock(
                "Access: definition, value and interval", ["metric", "definition", "policy", "value", "95 % interval"],
                [.. runs[0].Rows.SelectMany((_, i) => runs.Select(run => Row(run.Name, run.Rows[i])))], [1, 2, 4]),
            .. Tenths(scope),
        ]);
    }

    private static ImmutableArray<string> Row(string policy, AccessInterval found) =>
    [
        found.Metric.Label, found.Definition, policy, Text(found.Value),
        found.Interval is { } interval ? $"{Text(interval.Low)} to {Text(interval.High)}" : Readable.None,
    ];

    private static string Text(double? value) => value is { } known ? Readable.Significant(known, 3) : Readable.None;

    private static IEnumerable<ReportBlock> Tenths(ReportScope scope)
    {
        if (scope.Baseline.Metrics.ByUserTenth.IsEmpty)
        {
            yield break;
        }

        var intervals = scope.Runs
            .Select(run => WaitIntervals.ByTenth(run.Result, run.Finished.MetricsOptions)).ToArray();
        yield return new TableBlock(
            "Wait by tenth of the users, ordered by the resource time that they ask (tenth 1: the least); wait: all "
            + "stays in the queue of jobs that ended; interval: 95 %, over users",
            ["users", "policy", "jobs", "mean wait", "95 % interval", "median wait", "p95 wait", "waiting over 1 h"],
            [
                .. scope.Baseline.Metrics.ByUserTenth.SelectMany((_, i) => scope.Runs.Select((run, k) =>
                    Row(run.Name, run.Metrics.ByUserTenth[i], intervals[k]))),
            ],
            [1, 4]);
    }

    private static ImmutableArray<string> Row(
        string policy, ClassMetrics found, IReadOnlyDictionary<string, ConfidenceInterval?> intervals) =>
    [
        found.Name, policy, Readable.Count(found.Jobs), Readable.Duration(found.TotalWaitSeconds.Mean),
        ClassesSection.Text(intervals.GetValueOrDefault(found.Name)),
        Readable.Duration(found.TotalWaitSeconds.P50), Readable.Duration(found.TotalWaitSeconds.P95),
        found.ShareWaitingOverOneHour is { } share ? Readable.Percent(share) : Readable.None,
    ];
}
