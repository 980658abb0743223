namespace ClusterSim.Traces.Telemetry;

/// <summary>How telemetry is taken.</summary>
public sealed record TelemetryOptions
{
    /// <summary>
    /// Longest time without a sample for which a job is taken to run on with its last values. After a longer one it
    /// counts as ended an interval after its last sample, and as another job when samples come again.
    /// </summary>
    /// <value>
    /// Default <c>null</c>: 10 minutes (twice the time for which Prometheus takes a sample as current), or three
    /// sampling intervals if that is longer.
    /// </value>
    public TimeSpan? GapLimit { get; init; }

    /// <summary>Which labels of Prometheus name jobs, nodes and devices.</summary>
    /// <value>Default: those of dcgm-exporter, cAdvisor, kube-state-metrics, node-exporter and jobstats.</value>
    public PrometheusLabels Labels { get; init; } = new();
}
