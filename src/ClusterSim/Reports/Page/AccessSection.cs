using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;

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

        yield return new TableBlock(
            "Wait by tenth of the users, ordered by the resource time that they ask (tenth 1: the least)",
            ["users", "policy", "jobs", "mean wait", "median wait", "p95 wait", "waiting over 1 h"],
            [
                .. scope.Baseline.Metrics.ByUserTenth.SelectMany((_, i) => scope.Runs.Select(run =>
                    Row(run.Name, run.Metrics.ByUserTenth[i]))),
            ],
            [1]);
    }

    private static ImmutableArray<string> Row(string policy, ClassMetrics found) =>
    [
        found.Name, policy, Readable.Count(found.Jobs), Readable.Duration(found.TotalWaitSeconds.Mean),
        Readable.Duration(found.TotalWaitSeconds.P50), Readable.Duration(found.TotalWaitSeconds.P95),
        found.ShareWaitingOverOneHour is { } share ? Readable.Percent(share) : Readable.None,
    ];
}
