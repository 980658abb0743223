using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>All metrics side by side.</summary>
internal static class MetricsSection
{
    private static readonly string[] Compared =
    [
        "mean_total_wait_seconds", "p50_total_wait_seconds", "p95_total_wait_seconds", "p99_total_wait_seconds",
        "share_waiting_over_one_hour", "mean_queueing_delay_seconds", "p95_queueing_delay_seconds",
        "mean_jct_seconds", "p50_jct_seconds", "p95_jct_seconds", "mean_bounded_slowdown", "p95_bounded_slowdown",
        "gpu_allocation_ratio", "gpu_utilization", "makespan_seconds", "wasted_gpu_hours", "cost",
    ];

    private static readonly string[] SpreadPrefixes = ["mean_", "p50_", "p95_", "p99_", "max_", "top_percent_"];

    public static ReportSection Of(ReportScope scope) =>
        new("metrics", "Metrics side by side", scope.Seeds > 1
            ? [.. Differences(scope)]
            : [.. Differences(scope), Spreads(scope), Totals(scope)]);

    private static IEnumerable<ReportBlock> Differences(ReportScope scope)
    {
        if (scope.Comparison is not { } comparison)
        {
            yield break;
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (string name in Compared.Where(name => ComparedMetrics.Tells(comparison, name)))
        {
            foreach ((ComparisonArm arm, int i) in comparison.Arms.Select((arm, i) => (arm, i)))
            {
                if (arm.Find(name) is { Baseline: { } before, Value: { } now } difference && (before != 0 || now != 0))
                {
                    rows.Add(Row(difference, scope.Runs[i + 1].Name));
                }
            }
        }

        yield return new TableBlock(
            $"Differences from {scope.Baseline.Name}",
            ["metric", "policy", scope.Baseline.Name, "policy's value", "difference", Interval(comparison),
                "adjusted p", "meaning"],
            rows.ToImmutable(), [1, 7]);
        if (comparison.Notes.Length > 0)
        {
            yield return new ListBlock(comparison.Notes);
        }
    }

    private static string Interval(Comparison comparison) =>
        $"{Readable.Percent(comparison.Options.Bootstrap.Level)} interval";

    private static ImmutableArray<string> Row(Difference difference, string policy)
    {
        Metric metric = difference.Metric;
        DurationUnit? unit = MetricText.UnitFor(metric, difference.Baseline, difference.Value);
        string interval = difference.ChangeInterval is { } range ? Range(metric, range) : Readable.None;
        string p = difference.AdjustedPValue is { } value
            ? value < 0.001 ? "< 0.001" : Readable.Significant(value, 2) : Readable.None;
        return
        [
            metric.Label, policy, MetricText.Of(metric, difference.Baseline, unit),
                MetricText.Of(metric, difference.Value, unit),
            MetricText.Change(metric, difference.Change, unit), interval, p, Meaning(difference.Verdict),
        ];
    }

    // Both ends in one unit, which may be another one than that of the values.
    private static string Range(Metric metric, ConfidenceInterval range)
    {
        DurationUnit? unit = MetricText.UnitFor(metric, range.Low, range.High);
        return $"{MetricText.Change(metric, range.Low, unit)} to {MetricText.Change(metric, range.High, unit)}";
    }

    private static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Better => "better",
        Verdict.Worse => "worse",
        Verdict.NoMeaningfulDifference => "no meaningful difference",
        _ => "not tested",
    };

    private static TableBlock Spreads(ReportScope scope)
    {
        (string Label, bool IsTime, Func<RunMetrics, Distribution> Of)[] quantities =
        [
            ("wait", true, metrics => metrics.TotalWaitSeconds),
            ("queueing delay", true, metrics => metrics.QueueingDelaySeconds),
            ("JCT", true, metrics => metrics.JctSeconds), ("run time", true, metrics => metrics.RunTimeSeconds),
            ("bounded slowdown", false, metrics => metrics.BoundedSlowdown),
        ];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var quantity in quantities)
        {
            if (quantity.Label == "queueing delay" && !scope.WaitsAfterStart)
            {
                continue;
            }

            // One unit for all policies, so that the numbers of a column can be compared at a glance.
            DurationUnit? unit = quantity.IsTime
                ? DurationUnit.ForAll(scope.Runs.Select(run => quantity.Of(run.Metrics).Mean ?? 0)) : null;
            string label = unit is null ? quantity.Label : $"{quantity.Label} ({unit.Name})";
            foreach (ReportRun run in scope.Runs)
            {
                Distribution spread = quantity.Of(run.Metrics);
                rows.Add([label, run.Name, Readable.Count(spread.Count),
                    .. new[] { spread.Mean, spread.P50, spread.P95, spread.P99, spread.Max }.Select(
                        value => Text(value, unit))]);
            }
        }

        return new TableBlock("Times of the jobs",
            ["quantity", "policy", "jobs", "mean", "median", "p95", "p99", "greatest"], rows.ToImmutable(), [1]);
    }

    private static string Text(double? value, DurationUnit? unit) =>
        value is not { } number ? Readable.None : unit?.Number(number) ?? Readable.Significant(number);

    private static TableBlock Totals(ReportScope scope)
    {
        var values = scope.Runs.Select(run => MetricCatalog.ValuesOf(run.Metrics)).ToArray();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        for (int i = 0; i < MetricCatalog.All.Length; i++)
        {
            Metric metric = MetricCatalog.All[i];
            // What the table above tells, and counts that are zero everywhere, would only hide the rest.
            if (!IsSpread(metric) && values.Any(run => run[i].Value is not (null or 0)))
            {
                rows.Add([metric.Label, .. values.Select(run => MetricText.Of(metric, run[i].Value)),
                    MetricText.Direction(metric)]);
            }
        }

        return new TableBlock("Totals", ["metric", .. scope.Runs.Select(run => run.Name), "reading"],
            rows.ToImmutable(), [scope.Runs.Length + 1]);
    }

    private static bool IsSpread(Metric metric) =>
        SpreadPrefixes.Any(start => metric.Name.StartsWith(start, StringComparison.Ordinal));
}
