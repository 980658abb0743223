using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Impact;
using ClusterSim.Reports;

namespace ClusterSim.Experiments;

/// <summary>The metrics by which acting on rules is judged.</summary>
internal static class EffectMetrics
{
    private const double JoulesPerKwh = 3.6e6;

    /// <summary>Their names, with units.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "gpu_utilization", "held_gpu_utilization", "mean_total_wait_seconds", "mean_queueing_delay_seconds",
        "p50_queueing_delay_seconds", "p95_queueing_delay_seconds", "p99_queueing_delay_seconds", "cost", "energy_kwh",
    ];

    /// <summary>The metrics of a run; one that it does not determine is <c>null</c>.</summary>
    public static ImmutableArray<(string Name, double? Value)> Of(FinishedRun run)
    {
        RunMetrics metrics = RunMetrics.Of(run.Result, run.MetricsOptions);
        return
        [
            .. Names.Select(name =>
                (name, name == "energy_kwh" ? EnergyKwh(run.Series) : MetricCatalog.ValueOf(metrics, name))),
        ];
    }

    /// <summary>A value as text for people.</summary>
    public static string Text(string name, double value) => name switch
    {
        "cost" => string.Create(CultureInfo.InvariantCulture, $"{value:0} $"),
        "energy_kwh" => string.Create(CultureInfo.InvariantCulture, $"{value:0} kWh"),
        "gpu_utilization" or "held_gpu_utilization" =>
            string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.0} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value / 60:0.0} min"),
    };

    // Power is the mean over each bin, so that its sum over the bins is the energy; idle GPUs count, held or not.
    private static double? EnergyKwh(Series series) =>
        series.Bins.IsEmpty || series.Bins.Any(bin => bin.PowerWatts is null)
            ? null
            : series.Bins.Sum(bin => bin.PowerWatts!.Value * (bin.End - bin.Start).TotalSeconds) / JoulesPerKwh;
}
