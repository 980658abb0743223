using System.Collections.Immutable;
using ClusterSim.Impact;

namespace ClusterSim.Experiments;

/// <summary>The few numbers that a user sees when an experiment is finished; the report has all of them.</summary>
internal static class SummaryTable
{
    private static readonly (string Title, string Metric)[] Columns =
    [
        ("jobs ended", "jobs_ended"), ("mean wait", "mean_total_wait_seconds"), ("p95 wait", "p95_total_wait_seconds"),
        ("mean JCT", "mean_jct_seconds"), ("bounded slowdown", "mean_bounded_slowdown"),
        ("GPUs held", "gpu_allocation_ratio"), ("GPUs busy", "gpu_utilization"), ("CPUs held", "cpu_allocation_ratio"),
        ("wasted", "wasted_gpu_hours"), ("energy", "energy_kwh"), ("emissions", "carbon_operational_kg"),
        ("energy cost", "energy_cost"),
    ];

    /// <summary>The summary of a comparison; with several seeds each number is the mean over them.</summary>
    public static GroupSummary Of(string name, Comparison comparison, ImmutableArray<string> policies) => Of(
        name,
        [.. comparison.Arms.Select(arm => arm.Answer)],
        policies,
        [comparison.BaselineMetrics, .. comparison.Arms.Select(arm => arm.Metrics)]);

    /// <summary>The summary of a group with one policy.</summary>
    public static GroupSummary Of(string name, string policy, ImmutableArray<RunMetrics> metrics) =>
        Of(name, [], [policy], [metrics]);

    private static GroupSummary Of(
        string name, ImmutableArray<string> answers, ImmutableArray<string> policies,
        ImmutableArray<ImmutableArray<RunMetrics>> metrics)
    {
        ImmutableArray<MetricValue>[] values = [.. metrics.Select(Means)];
        var shown = Columns
            .Where(column => values.Any(run => Says(column.Metric, Find(run, column.Metric).Value)))
            .ToArray();
        return new GroupSummary(
            name,
            answers,
            ["policy", .. shown.Select(column => column.Title)],
            [.. values.Select((run, i) => (ImmutableArray<string>)
                [policies[i], .. shown.Select(column => Text(Find(run, column.Metric)))])]);
    }

    // A column that no run determines, such as GPUs on a machine without any, is left out; so are waste and power where
    // there is none.
    private static bool Says(string metric, double? value) => metric switch
    {
        "wasted_gpu_hours" or "energy_kwh" or "carbon_operational_kg" or "energy_cost" => value > 0,
        _ => value is not null,
    };

    private static ImmutableArray<MetricValue> Means(ImmutableArray<RunMetrics> runs)
    {
        ImmutableArray<MetricValue>[] all = [.. runs.Select(MetricCatalog.ValuesOf)];
        return [.. all[0].Select((first, i) => new MetricValue(first.Metric, all.Average(run => run[i].Value)))];
    }

    private static MetricValue Find(ImmutableArray<MetricValue> values, string name) =>
        values.First(value => value.Metric.Name == name);

    private static string Text(MetricValue value) => (value.Value, value.Metric) switch
    {
        (null, _) => "n/a",
        ({ } seconds, { Unit: "s" }) => NumberText.Duration(seconds),
        ({ } ratio, { Name: "gpu_allocation_ratio" or "gpu_utilization" or "cpu_allocation_ratio" }) =>
            NumberText.Percent(ratio) + " %",
        ({ } number, { Unit: var unit }) => NumberText.Of(number, unit),
    };
}
