using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>What the rules found, and what acting on it brought.</summary>
internal static class RulesSection
{
    private const int ExamplesPerRule = 2, MaxPoints = 200, StyleCount = 8;

    public static ReportSection Of(ReportScope scope)
    {
        string[] rules =
        [
            .. scope.Runs.SelectMany(run => run.Result.Detections.Select(hit => hit.RuleId)
                .Concat(run.Result.Ledger.Select(entry => entry.RuleId))).Distinct().Order(StringComparer.Ordinal),
        ];
        if (rules.Length == 0)
        {
            return new ReportSection("rules", "What the rules found", []);
        }

        ReportRun shown = scope.Runs.FirstOrDefault(run => !run.Result.Ledger.IsEmpty)
            ?? scope.Runs.First(run => !run.Result.Detections.IsEmpty);
        return new ReportSection("rules", "What the rules found, and what acting on it brought",
        [
            Counts(scope, rules), .. scope.Runs.SelectMany(LedgerBlocks.Of), .. HarmedBlocks.Of(scope),
            .. OverTime(scope, shown, rules), .. Examples(shown, rules),
        ]);
    }

    private static TableBlock Counts(ReportScope scope, string[] rules) => new(
        "Detections by rule", ["rule", .. scope.Runs.Select(run => run.Name)],
        [.. rules.Select(rule => (ImmutableArray<string>)
            [rule, .. scope.Runs.Select(
                run => Readable.Count(run.Result.Detections.Count(hit => hit.RuleId == rule)))])], []);

    private static IEnumerable<ReportBlock> OverTime(ReportScope scope, ReportRun run, string[] rules)
    {
        if (run.Result.Detections.IsEmpty)
        {
            yield break;
        }

        ImmutableArray<ChartLine> lines =
        [
            .. rules.Select((rule, i) => new ChartLine(
                rule, i % StyleCount,
                Cumulative([.. run.Result.Detections.Where(hit => hit.RuleId == rule).Select(hit => hit.Time.Seconds)],
                    scope.End.Seconds))),
        ];
        int most = rules.Max(rule => run.Result.Detections.Count(hit => hit.RuleId == rule));
        yield return new ChartBlock("detections", $"Detections up to each moment under {run.Name}, by rule.",
            new LineChart("Detections over time", $"{run.Result.Detections.Length} detections in all.",
                Axes.Time("time since the start of the trace", 0, scope.End.Seconds),
                    Axes.FromZero("detections so far", most), lines),
            new TableBlock($"Detections under {run.Name} up to", ["time", .. rules],
                [.. Enumerable.Range(1, 8).Select(i => scope.End.Seconds * i / 8)
                    .Select(time => (ImmutableArray<string>)
                [
                    Readable.Duration(time),
                    .. rules.Select(rule => Readable.Count(
                        run.Result.Detections.Count(hit => hit.RuleId == rule && hit.Time.Seconds <= time))),
                ])], []));
    }

    private static ImmutableArray<ChartPoint> Cumulative(double[] times, double end)
    {
        int stride = Math.Max(1, times.Length / MaxPoints);
        return
        [
            new ChartPoint(0, 0),
            .. times.Select((time, i) => (Time: time, Count: i + 1))
                .Where(hit => hit.Count % stride == 0 || hit.Count == times.Length)
                .Select(hit => new ChartPoint(hit.Time, hit.Count)),
            new ChartPoint(end, times.Length),
        ];
    }

    private static IEnumerable<ReportBlock> Examples(ReportRun run, string[] rules)
    {
        ImmutableArray<string> items =
        [
            .. rules.SelectMany(rule => run.Result.Detections.Where(hit => hit.RuleId == rule).Take(ExamplesPerRule))
                .Select(hit => Sentence(run, hit)),
        ];
        if (items.Length > 0)
        {
            yield return new ParagraphBlock("Examples:");
            yield return new ListBlock(items);
        }
    }

    private static string Sentence(ReportRun run, Detection hit)
    {
        string who = hit.Job < 0 ? hit.Key : $"job {run.Result.Workload.Jobs[hit.Job].Id}";
        string what = hit.Recommendation is { Explanation.Length: > 0 } advice
            ? advice.Explanation
            : $"found for {who}.";
        string evidence = hit.Evidence.IsDefaultOrEmpty
            ? ""
            : $" Evidence: {Count(hit.Evidence.Length)} from {At(hit.Evidence[0].Time.Seconds)} "
                + $"to {At(hit.Evidence[^1].Time.Seconds)}.";
        return $"{hit.RuleId} at {At(hit.Time.Seconds)}: {what}{evidence}";
    }

    private static string Count(int events) => events == 1 ? "1 event" : $"{events} events";

    private static string At(double seconds) => $"{Readable.Significant(seconds, 6)} s";
}
