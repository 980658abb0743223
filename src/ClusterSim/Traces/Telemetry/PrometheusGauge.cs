using ClusterSim.Events;

namespace ClusterSim.Traces.Telemetry;

/// <summary>A metric of Prometheus whose values only have to be scaled.</summary>
/// <param name="Metric">What it measures.</param>
/// <param name="Scale">Factor to the unit of the metric.</param>
/// <param name="Most">Greatest value that can be meant, in the unit of the metric.</param>
/// <param name="IsGpu">Whether it is about a GPU.</param>
internal readonly record struct PrometheusGauge(Metric Metric, double Scale, double Most, bool IsGpu)
{
    private const double GbPerMib = 1.048576e-3, GbPerByte = 1e-9, Percent = 100, MostGb = 1e6, MostWatts = 1e5;
    private const string OwnPrefix = "clustersim_";

    private static readonly Dictionary<string, PrometheusGauge> s_known = new(StringComparer.Ordinal)
    {
        ["DCGM_FI_DEV_GPU_UTIL"] = new(Metric.GpuUtilization, 1, Percent, true),
        ["DCGM_FI_PROF_GR_ENGINE_ACTIVE"] = new(Metric.GpuUtilization, Percent, Percent, true),
        ["DCGM_FI_DEV_FB_USED"] = new(Metric.GpuMemory, GbPerMib, MostGb, true),
        ["DCGM_FI_DEV_POWER_USAGE"] = new(Metric.GpuPower, 1, MostWatts, true),
        ["DCGM_FI_DEV_GPU_TEMP"] = new(Metric.GpuTemperature, 1, 1000, true),
        ["nvidia_gpu_duty_cycle"] = new(Metric.GpuUtilization, 1, Percent, true),
        ["nvidia_gpu_memory_used_bytes"] = new(Metric.GpuMemory, GbPerByte, MostGb, true),
        ["nvidia_gpu_power_usage_milliwatts"] = new(Metric.GpuPower, 1e-3, MostWatts, true),
        ["nvidia_gpu_temperature_celsius"] = new(Metric.GpuTemperature, 1, 1000, true),
        ["cgroup_memory_rss_bytes"] = new(Metric.Memory, GbPerByte, MostGb, false),
    };

    /// <summary>
    /// The gauge of a name: one of the exporters that are known, or a recorded <c>clustersim_</c> with the name of one
    /// of our metrics, blanks as underscores.
    /// </summary>
    public static PrometheusGauge? Of(string name)
    {
        if (s_known.TryGetValue(name, out PrometheusGauge gauge))
        {
            return gauge;
        }

        bool own = name.StartsWith(OwnPrefix, StringComparison.Ordinal);
        return own && MetricNames.TryParse(name[OwnPrefix.Length..].Replace('_', ' '), out Metric metric)
            ? new PrometheusGauge(metric, 1, 1e9, metric <= Metric.GpuThrottle)
            : null;
    }
}
