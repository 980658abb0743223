using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>The answer of a real Prometheus to known samples; the events follow from those samples by hand.</summary>
public class RealPrometheusTests
{
    private const string Samples = """
        # TYPE DCGM_FI_DEV_GPU_UTIL gauge
        DCGM_FI_DEV_GPU_UTIL{gpu="0",Hostname="n1",exported_namespace="ml",exported_pod="a",pod="x"} 96 1700000000
        DCGM_FI_DEV_GPU_UTIL{gpu="0",Hostname="n1",exported_namespace="ml",exported_pod="a",pod="x"} 0 1700000060
        DCGM_FI_DEV_GPU_UTIL{gpu="1",Hostname="n1",exported_namespace="ml",exported_pod="a",pod="x"} 50 1700000000
        DCGM_FI_DEV_GPU_UTIL{gpu="1",Hostname="n1",exported_namespace="ml",exported_pod="a",pod="x"} 40 1700000060
        # TYPE DCGM_FI_DEV_FB_USED gauge
        DCGM_FI_DEV_FB_USED{gpu="0",Hostname="n1",exported_namespace="ml",exported_pod="a",pod="x"} 2000 1700000000
        # TYPE DCGM_FI_DEV_POWER_USAGE gauge
        DCGM_FI_DEV_POWER_USAGE{gpu="0",Hostname="n1",exported_namespace="ml",exported_pod="a",pod="x"} 310.5 1700000000
        # TYPE DCGM_FI_DEV_GPU_TEMP gauge
        DCGM_FI_DEV_GPU_TEMP{gpu="0",Hostname="n1",exported_namespace="ml",exported_pod="a",pod="x"} 61 1700000000
        # TYPE container_cpu_usage_seconds counter
        container_cpu_usage_seconds_total{node="n1",namespace="ml",pod="a",container="main"} 100 1700000000
        container_cpu_usage_seconds_total{node="n1",namespace="ml",pod="a",container="main"} 220 1700000060
        # TYPE kube_pod_container_resource_requests gauge
        kube_pod_container_resource_requests{namespace="ml",pod="a",container="main",resource="cpu"} 4 1700000000
        # EOF

        """;

    // Prometheus repeats a value for up to five minutes, so that memory, power and temperature come again at 60 s.
    // 120 CPU seconds in 60 s are 2 of 4 cores. 2,000 MiB are 2.097152 GB.
    [Test]
    public void TheAnswerOfARangeQueryBecomesEvents()
    {
        string answer;
        using (PrometheusServer server = new(Samples))
        {
            answer = server.QueryRange(
                "{__name__=~\"DCGM_.*|container_.*|kube_.*\"}", 1_700_000_000, 1_700_000_060, stepSeconds: 60);
        }

        using TraceFiles files = new();
        TelemetryTrace trace = TelemetryTrace.Open(files.Write("answer.json", answer));
        RecordedEvents events = new();
        trace.Replay(events);
        string[] level =
        [
            "MetricSampled 0 gpu 0 GpuMemory 2.097152", "MetricSampled 0 GpuMemory 2.097152",
            "MetricSampled 0 gpu 0 GpuPower 310.5", "MetricSampled 0 GpuPower 310.5",
            "MetricSampled 0 gpu 0 GpuTemperature 61", "MetricSampled 0 GpuTemperature 61",
        ];
        Assert.That(events.Texts, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobStarted 0",
            "0 MetricSampled 0 gpu 0 GpuUtilization 96", "0 MetricSampled 0 gpu 1 GpuUtilization 50",
            "0 MetricSampled 0 GpuUtilization 73", "0 MetricSampled 0 ActiveGpus 2",
        }.Concat(level.Select(text => "0 " + text)).Concat(
        [
            "60 MetricSampled 0 gpu 0 GpuUtilization 0", "60 MetricSampled 0 gpu 1 GpuUtilization 40",
            "60 MetricSampled 0 GpuUtilization 20", "60 MetricSampled 0 ActiveGpus 1",
        ]).Concat(level.Select(text => "60 " + text)).Append("60 MetricSampled 0 CpuUtilization 50")));
        Assert.That(trace.Workload.Jobs.Single().Id, Is.EqualTo("ml/a"));
        Assert.That(trace.Workload.Jobs.Single().Request.TotalCpuMilli, Is.EqualTo(4000));
        Assert.That(trace.TimeZero, Is.EqualTo("2023-11-14T22:13:20Z"));
        Assert.That(trace.Interval, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }
}
