using ClusterSim.Impact;

namespace ClusterSim.Experiments.Tuning;

/// <summary>Metrics by name, as tuning needs them.</summary>
internal static class TuningMetric
{
    /// <summary>The metric of a name.</summary>
    /// <exception cref="ExperimentException">There is none.</exception>
    public static Metric Require(string name)
    {
        string[] known = [.. MetricCatalog.All.Select(metric => metric.Name)];
        return MetricCatalog.All.FirstOrDefault(metric => metric.Name == name)
            ?? throw new ExperimentException($"found the metric '{name}', {NearestName.Expected(name, known)}");
    }

    /// <summary>The value of a metric of one run.</summary>
    /// <exception cref="ExperimentException">The run does not determine it.</exception>
    public static double ValueOf(RunMetrics metrics, string name) =>
        MetricCatalog.ValuesOf(metrics).First(value => value.Metric.Name == name).Value
        ?? throw new ExperimentException($"metric '{name}': found no value in a window, expected one in each");
}
