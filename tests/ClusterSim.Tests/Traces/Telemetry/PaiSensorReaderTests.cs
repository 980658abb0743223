using ClusterSim.Traces;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>Rows in the form of the published samples; events worked out by hand.</summary>
public class PaiSensorReaderTests
{
    private TraceFiles _files = null!;

    [SetUp]
    public void MakeFolder() => _files = new TraceFiles();

    [TearDown]
    public void RemoveFolder() => _files.Dispose();

    // Plan: 6 cores, 29.296875 GB, half a GPU. 150 % of a core are 25 % of six; 10 % of a GPU are 20 % of a half.
    // 14.6484375 GB at most are half of the memory asked for; MiB round to 30,000.
    [Test]
    public void AveragesStandAtTheStartAndMaximaAtTheEnd()
    {
        _files.Write("pai_task_table.csv", "j,worker,2.0,Failed,100.0,200.0,600.0,29.296875,50.0,MISC\n");
        _files.Write(
            "pai_instance_table.csv",
            "j,worker,i1,w1,x1,Failed,100.0,200.0,m1\nj,worker,i2,w2,x2,Running,150.0,,m1\n");
        string path = _files.Write("pai_sensor_table.csv", """
            j,worker,w1,x1,m1,/dev/nvidia0,150.0,10.0,1.5,14.6484375,1.25,2.5,1,1,1,1
            j,worker,w2,x2,m1,/dev/nvidia0,0.0,0.0,1.5,2.0,,,1,1,1,1
            j,worker,w3,x3,m1,/dev/nvidia0,0.0,0.0,1.5,2.0,,,1,1,1,1
            """);
        TelemetryTrace trace = TelemetryTrace.Open(path);
        RecordedEvents events = new();
        trace.Replay(events);
        Assert.That(events.Texts, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobStarted 0",
            "0 MetricSampled 0 GpuUtilization 20", "0 MetricSampled 0 GpuMemory 1.25",
            "0 MetricSampled 0 CpuUtilization 25", "0 MetricSampled 0 Memory 1.5",
            "50 JobSubmitted 1", "50 JobStarted 1",
            "50 MetricSampled 1 GpuUtilization 0", "50 MetricSampled 1 CpuUtilization 0",
            "50 MetricSampled 1 Memory 1.5",
            "99.9999999 MetricSampled 0 Memory 14.648437", "99.9999999 MetricSampled 0 MemoryUtilization 50",
            "100 JobFailed 0",
        }).Using<string>(AlmostEqual));
        Assert.That(trace.Files.Single().RowsLeftOut, Is.EqualTo(1));
        Assert.That(trace.Workload.Jobs[0].Id, Is.EqualTo("j/worker/w1"));
        Assert.That(trace.Workload.Jobs[0].Request.TotalGpuMilli, Is.EqualTo(500));
        Assert.That(trace.Workload.Jobs[1].Profile.Censored);
    }

    [Test]
    public void SensorsWithoutTheTableOfInstancesAreRefused()
    {
        string path = _files.Write("pai_sensor_table.csv", "j,worker,w1,x1,m1,/dev/nvidia0,1,1,1,1,1,1,1,1,1,1\n");
        Assert.That(
            () => TelemetryTrace.Open(path),
            Throws.TypeOf<TraceFormatException>().With.Message.Contains("no pai_instance_table beside it"));
    }

    [Test]
    public void ThePublishedSampleIsRecognised() => Assert.That(
        TelemetryFormats.Recognises(SharedData.Path("schema-samples/pai_sensor_table.sample.csv")));

    // The last decimal of a text hangs on the rounding of a half.
    private static bool AlmostEqual(string a, string b) =>
        a == b || (a.Length == b.Length && a[..^1] == b[..^1] && Math.Abs(a[^1] - b[^1]) == 1);
}
