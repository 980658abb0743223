using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// Makes samples of the series of Prometheus: gauges are scaled; counters of CPU seconds become the share that was in
/// use between two values; containers of a pod and CPUs of a node are added up.
/// </summary>
internal static class PrometheusSamples
{
    private const string Requests = "kube_pod_container_resource_requests", NodeCpu = "node_cpu_seconds_total";
    private const string NodeTotal = "node_memory_MemTotal_bytes", NodeAvailable = "node_memory_MemAvailable_bytes";
    private const double GbPerByte = 1e-9, Percent = 100;

    private static readonly HashSet<string> s_cpuCounters =
        new(["container_cpu_usage_seconds_total", "cgroup_cpu_total_seconds"], StringComparer.Ordinal);

    /// <summary>The samples of all series that are known, in no order of time.</summary>
    public static IEnumerable<TelemetrySample> Of(
        List<PrometheusSeries> all, TelemetryDirectory directory, TraceBuilder rows)
    {
        PrometheusPods pods = new(directory, rows);
        foreach (PrometheusSeries series in all)
        {
            if (series.Name == Requests)
            {
                pods.AddRequest(series);
            }
        }

        pods.Know();
        PrometheusNodes nodes = new(directory);
        foreach (PrometheusSeries series in all)
        {
            if (PrometheusGauge.Of(series.Name) is { } gauge)
            {
                foreach (TelemetrySample sample in GaugeSamples(series, gauge, directory, rows))
                {
                    yield return sample;
                }
            }
            else if (s_cpuCounters.Contains(series.Name))
            {
                pods.AddCpu(series);
            }
            else if (series.Name == "container_memory_working_set_bytes")
            {
                pods.AddMemory(series);
            }
            else if (series.Name is NodeCpu or NodeTotal or NodeAvailable)
            {
                nodes.Add(series);
            }
            else if (series.Name != Requests)
            {
                Skip(series, rows);
            }
        }

        foreach (TelemetrySample sample in pods.Samples().Concat(nodes.Samples()))
        {
            yield return sample;
        }
    }

    /// <summary>
    /// What is used between two values of a counter, at the later one; a counter that fell began anew.
    /// </summary>
    public static IEnumerable<(SimTime Time, double PerSecond, int Line)> Rates(PrometheusSeries counter)
    {
        for (int i = 1; i < counter.Values.Count; i++)
        {
            (SimTime before, double from, _) = counter.Values[i - 1];
            (SimTime time, double to, int line) = counter.Values[i];
            if (time > before)
            {
                yield return (time, (to >= from ? to - from : to) / (time - before).TotalSeconds, line);
            }
        }
    }

    private static IEnumerable<TelemetrySample> GaugeSamples(
        PrometheusSeries series, PrometheusGauge gauge, TelemetryDirectory directory, TraceBuilder rows)
    {
        string job = series.Job(directory.Labels), node = series.Node(directory.Labels);
        int subject = job.Length > 0 ? directory.Subject(job) : -1, at = node.Length > 0 ? directory.Node(node) : -1;
        short device = gauge.IsGpu ? series.Gpu(directory.Labels) : (short)-1;
        if (subject < 0 && at < 0)
        {
            Skip(series, rows, "series that names neither a job nor a node");
            yield break;
        }

        foreach ((SimTime time, double raw, int line) in series.Values)
        {
            double value = raw * gauge.Scale;
            if (value >= 0 && value <= gauge.Most)
            {
                yield return new TelemetrySample(time, subject, at, device, gauge.Metric, value, line);
            }
            else
            {
                // DCGM writes numbers near 2^63 where it has no value.
                rows.LeftOut("a value that cannot be meant, as DCGM writes for none", line);
            }
        }
    }

    private static void Skip(PrometheusSeries series, TraceBuilder rows) => Skip(
        series, rows,
        series.Name.Length == 0 ? "series without a name, made by an expression" : $"not read: {series.Name}");

    private static void Skip(PrometheusSeries series, TraceBuilder rows, string reason)
    {
        foreach ((_, _, int line) in series.Values)
        {
            rows.LeftOut(reason, line);
        }
    }

    /// <summary>The share of a node's CPUs and memory in use; its series carry no job.</summary>
    private sealed class PrometheusNodes(TelemetryDirectory directory)
    {
        private readonly SortedDictionary<(SimTime Time, int Node), (double Idle, int Cpus, int Line)> _cpus = [];
        private readonly SortedDictionary<(SimTime Time, int Node), (double? Total, double? Free, int Line)> _memory =
            [];

        public void Add(PrometheusSeries series)
        {
            int node = directory.Node(series.Node(directory.Labels));
            if (series.Name == NodeCpu)
            {
                foreach ((SimTime time, double idle, int line) in series.Label("mode") == "idle" ? Rates(series) : [])
                {
                    (double Idle, int Cpus, int) sum = _cpus.GetValueOrDefault((time, node));
                    _cpus[(time, node)] = (sum.Idle + idle, sum.Cpus + 1, line);
                }

                return;
            }

            foreach ((SimTime time, double bytes, int line) in series.Values)
            {
                (double? Total, double? Free, int) pair = _memory.GetValueOrDefault((time, node));
                _memory[(time, node)] = series.Name == NodeTotal
                    ? (bytes, pair.Free, line)
                    : (pair.Total, bytes, line);
            }
        }

        public IEnumerable<TelemetrySample> Samples()
        {
            foreach (((SimTime time, int node), (double idle, int cpus, int line)) in _cpus)
            {
                double used = Math.Clamp(1 - (idle / cpus), 0, 1) * Percent;
                yield return new TelemetrySample(time, -1, node, -1, Metric.CpuUtilization, used, line);
            }

            foreach (((SimTime time, int node), (double? total, double? free, int line)) in _memory)
            {
                if (total is { } all && free is { } rest && all > 0)
                {
                    double used = Math.Max(0, all - rest);
                    yield return new TelemetrySample(time, -1, node, -1, Metric.Memory, used * GbPerByte, line);
                    yield return new TelemetrySample(
                        time, -1, node, -1, Metric.MemoryUtilization, used / all * Percent, line);
                }
            }
        }
    }
}
