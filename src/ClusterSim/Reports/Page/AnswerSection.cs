using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>The answer in a sentence, and the figures behind it.</summary>
internal static class AnswerSection
{
    private const string FirstStart = "mean_queueing_delay_seconds";

    private static readonly string[] Figures =
    [
        "mean_total_wait_seconds", "p95_total_wait_seconds", "share_waiting_over_one_hour", FirstStart,
        "mean_jct_seconds", "mean_bounded_slowdown", "gpu_allocation_ratio", "gpu_utilization", "cpu_allocation_ratio",
        "wasted_gpu_hours", "energy_kwh", "carbon_operational_kg", "energy_cost",
    ];

    public static ReportSection Of(ReportScope scope)
    {
        ImmutableArray<ReportBlock> sentences = scope.Comparison is { } comparison
            ? [.. comparison.Arms.Select(arm => new ParagraphBlock(arm.Answer, Emphasis: true))]
            : [new ParagraphBlock(Sentence(scope), Emphasis: true)];
        return new ReportSection("answer", "The answer", [.. sentences, new CardsBlock([.. Cards(scope)])]);
    }

    private static string Sentence(ReportScope scope)
    {
        RunMetrics metrics = scope.Baseline.Metrics;
        Distribution wait = metrics.TotalWaitSeconds;
        string first = scope.WaitsAfterStart
            ? $", {Readable.Duration(metrics.QueueingDelaySeconds.Mean)} of it before the first start" : "";
        string busy = scope.BusyIsKnown ? $" and busy for {Readable.Percent(metrics.GpuUtilization)}" : "";
        string held = scope.HasGpus
            ? $"The GPUs were held for {Readable.Percent(metrics.GpuAllocationRatio)}{busy} of their time."
            : $"The cores were held for {Readable.Percent(metrics.CpuAllocationRatio)} of their time.";
        return $"Under {scope.Baseline.Name}, jobs waited {Readable.Duration(wait.Mean)} on average{first} "
            + $"(half of them {Readable.Duration(wait.P50)} or less, one in twenty more than "
            + $"{Readable.Duration(wait.P95)}). {held}";
    }

    private static IEnumerable<ReportCard> Cards(ReportScope scope)
    {
        MetricValue[][] values = scope.Comparison is { } comparison
            ? [Means(comparison.BaselineMetrics), .. comparison.Arms.Select(arm => Means(arm.Metrics))]
            : [Means([scope.Baseline.Metrics])];
        foreach (string name in Figures)
        {
            int at = MetricCatalog.All.ToList().FindIndex(metric => metric.Name == name);
            if (at < 0 || values.All(run => run[at].Value is null or 0)
                || (scope.HasGpus && name == "cpu_allocation_ratio")
                || (name == "gpu_utilization" && !scope.BusyIsKnown) || (name == FirstStart && !scope.WaitsAfterStart))
            {
                continue;
            }

            Metric metric = MetricCatalog.All[at];
            double most = MetricText.IsShare(metric) ? 1 : values.Max(run => run[at].Value ?? 0);
            double? baseline = values[0][at].Value;
            DurationUnit? unit = MetricText.UnitFor(metric, values.Select(run => run[at].Value));
            yield return new ReportCard(
                metric.Label, (name == FirstStart ? "before the first start; " : "") + MetricText.Direction(metric),
                [.. scope.Runs.Select((run, i) => new ReportCardValue(
                    run.Name, run.Style, MetricText.Of(metric, values[i][at].Value, unit),
                    most > 0 ? Math.Clamp((values[i][at].Value ?? 0) / most, 0, 1) : 0,
                    Change(metric, values[i][at].Value, i == 0 ? null : baseline)))]);
        }
    }

    // Over seeds; of one, its own value.
    private static MetricValue[] Means(ImmutableArray<RunMetrics> runs)
    {
        ImmutableArray<MetricValue>[] values = [.. runs.Select(MetricCatalog.ValuesOf)];
        return [.. values[0].Select((first, i) => new MetricValue(first.Metric, values.Average(run => run[i].Value)))];
    }

    private static string Change(Metric metric, double? value, double? baseline)
    {
        if (value is not { } now || baseline is not { } before)
        {
            return "";
        }

        if (MetricText.IsShare(metric))
        {
            return Signed((now - before) * 100, " points");
        }

        return before > 0 ? Signed(((now / before) - 1) * 100, " %") : "";
    }

    private static string Signed(double number, string unit)
    {
        const double Least = 0.05;
        string text = Math.Abs(number) < Least ? "0" : Readable.Significant(Math.Abs(number), 2);
        return (text == "0" ? "±" : number > 0 ? "+" : "−") + text + unit;
    }
}
