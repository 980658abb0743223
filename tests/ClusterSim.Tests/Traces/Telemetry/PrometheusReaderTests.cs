using ClusterSim.Traces;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>Answers as Prometheus documents its HTTP interface; events worked out by hand.</summary>
public class PrometheusReaderTests
{
    private TraceFiles _files = null!;

    [SetUp]
    public void MakeFolder() => _files = new TraceFiles();

    [TearDown]
    public void RemoveFolder() => _files.Dispose();

    // A pod asks for 2 cores and 4 GB and uses 120 CPU seconds in 60 s in one container and 60 in the other: 3 cores of
    // 2, 150 %. 1 GB and 1 GB of 4 GB are 50 %. The sum over the pod (no container) is left out, as is NaN.
    [Test]
    public void ContainersOfAPodAreAddedUp()
    {
        TelemetryTrace trace = Open("""
            {"status":"success","data":{"resultType":"matrix","result":[
            {"metric":{"__name__":"container_cpu_usage_seconds_total","namespace":"ml","pod":"a","container":"x"},
             "values":[[1000,"0"],[1060,"120"]]},
            {"metric":{"__name__":"container_cpu_usage_seconds_total","namespace":"ml","pod":"a","container":"y"},
             "values":[[1000,"50"],[1060,"110"]]},
            {"metric":{"__name__":"container_cpu_usage_seconds_total","namespace":"ml","pod":"a"},
             "values":[[1000,"50"],[1060,"230"]]},
            {"metric":{"__name__":"container_memory_working_set_bytes","namespace":"ml","pod":"a","container":"x"},
             "values":[[1060,"1e9"],[1120,"NaN"]]},
            {"metric":{"__name__":"container_memory_working_set_bytes","namespace":"ml","pod":"a","container":"y"},
             "values":[[1060,"1e9"]]},
            {"metric":{"__name__":"kube_pod_container_resource_requests","namespace":"ml","pod":"a","resource":"cpu"},
             "values":[[1060,"2"]]},
            {"metric":{"__name__":"kube_pod_container_resource_requests","namespace":"ml","pod":"a",
             "resource":"memory"},"values":[[1060,"4e9"]]},
            {"metric":{"__name__":"up"},"values":[[1060,"1"]]}]}}
            """);
        RecordedEvents events = new();
        trace.Replay(events);
        Assert.That(events.Texts, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobStarted 0",
            "0 MetricSampled 0 CpuUtilization 150", "0 MetricSampled 0 Memory 2",
            "0 MetricSampled 0 MemoryUtilization 50",
        }));
        Assert.That(trace.Workload.Jobs.Single().Id, Is.EqualTo("ml/a"));
        Assert.That(trace.Workload.Jobs.Single().Request.TotalCpuMilli, Is.EqualTo(2000));
        Assert.That(trace.Files.Single().Notes.Select(note => note.Reason), Is.EquivalentTo(new[]
        {
            "no number (NaN or infinity)", "sum over the containers of a pod, or of no pod", "not read: up",
        }));
    }

    // Two CPUs of a node idle for 60 and for 30 of 60 s: 25 % in use. 6 of 8 GB are in use.
    [Test]
    public void ANodeIsMeasuredWithoutAJob()
    {
        TelemetryTrace trace = Open("""
            {"status":"success","data":{"resultType":"matrix","result":[
            {"metric":{"__name__":"node_cpu_seconds_total","instance":"n1:9100","cpu":"0","mode":"idle"},
             "values":[[1000,"0"],[1060,"60"]]},
            {"metric":{"__name__":"node_cpu_seconds_total","instance":"n1:9100","cpu":"1","mode":"idle"},
             "values":[[1000,"0"],[1060,"30"]]},
            {"metric":{"__name__":"node_memory_MemTotal_bytes","instance":"n1:9100"},"values":[[1060,"8e9"]]},
            {"metric":{"__name__":"node_memory_MemAvailable_bytes","instance":"n1:9100"},"values":[[1060,"2e9"]]},
            {"metric":{"__name__":"DCGM_FI_DEV_GPU_UTIL","Hostname":"n1","gpu":"3","pod":"dcgm-exporter-x"},
             "values":[[1060,"7"],[1075,"9223372036854775794"]]}]}}
            """);
        RecordedEvents events = new();
        trace.Replay(events);
        Assert.That(events.Texts, Is.EqualTo(new[]
        {
            "0 MetricSampled -1 gpu 3 GpuUtilization 7", "0 MetricSampled -1 CpuUtilization 25",
            "0 MetricSampled -1 Memory 6", "0 MetricSampled -1 MemoryUtilization 75",
        }));
        Assert.That(trace.Nodes, Is.EqualTo(new[] { "n1" }));
        Assert.That(trace.Workload.Jobs, Is.Empty);
        Assert.That(trace.Files.Single().RowsLeftOut, Is.EqualTo(1));
    }

    [TestCase("""{"status":"error","errorType":"bad_data","error":"parse error"}""",
        "field 'error': found 'parse error', expected an answer with data")]
    [TestCase("""{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}""",
        "field 'resultType': found 'scalar', expected matrix or vector")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[["x","1"]]}]}}""",
        "field 'values': found 'x', expected a time in seconds")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"one"]]}]}}""",
        "field 'values': found 'one', expected a number in quotes")]
    [TestCase("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"]""",
        "broken JSON")]
    public void ABadAnswerIsToldWithItsPlace(string answer, string expected)
    {
        string path = _files.Write("answer.json", answer);
        TraceFormatException error = Assert.Throws<TraceFormatException>(() => TelemetryTrace.Open(path))!;
        Assert.That(error.Message, Does.StartWith(path + ":1: ").And.Contain(expected));
    }

    private TelemetryTrace Open(string answer) => TelemetryTrace.Open(_files.Write("answer.json", answer));
}
