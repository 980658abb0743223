using ClusterSim.Events;
using ClusterSim.Traces.Telemetry;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>Events worked out by hand; numbers of the real profile are counted by other programs.</summary>
public class SupercloudTelemetryTests
{
    private const string CpuHeader =
        "Step,Node,Series,ElapsedTime,EpochTime,CPUFrequency,CPUTime,CPUUtilization,RSS,VMSize,Pages,ReadMB,WriteMB\n";

    private TraceFiles _files = null!;

    [SetUp]
    public void MakeFolder() => _files = new TraceFiles();

    [TearDown]
    public void RemoveFolder() => _files.Dispose();

    // Two steps on one node use 1.5 and 0.5 cores, then 4 and 0: at most four cores, so 50 % and 100 % of them.
    // 1,000,000 KiB and 500,000 KiB are 1.536 GB.
    [Test]
    public void StepsOfANodeAreAddedUp()
    {
        string path = _files.Write("77-timeseries.csv", CpuHeader + """
            batch,n1,0,0,1000,2000,1,150,1000000,1,0,0,0
            batch,n1,0,10,1010,2000,1,400,1000000,1,0,0,0
            0,n1,0,0,1000,2000,1,50,500000,1,0,0,0
            0,n1,0,10,1010,2000,1,0,500000,1,0,0,0
            """);
        TelemetryTrace trace = TelemetryTrace.Open(path);
        RecordedEvents events = new();
        trace.Replay(events);
        Assert.That(events.Texts, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobStarted 0",
            "0 MetricSampled 0 CpuUtilization 50", "0 MetricSampled 0 Memory 1.536",
            "10 MetricSampled 0 CpuUtilization 100", "10 MetricSampled 0 Memory 1.536",
        }));
        Assert.That(trace.Workload.Jobs.Single().Id, Is.EqualTo("77"));
        Assert.That(trace.Workload.Jobs.Single().Request.TotalCpuMilli, Is.EqualTo(4000));
        Assert.That(trace.Nodes, Is.EqualTo(new[] { "n1" }));
        Assert.That(trace.TimeZero, Is.EqualTo("1970-01-01T00:16:40Z"));
    }

    // Each sample of a device first, then the mean of both; the number of busy devices when it changes.
    [Test]
    public void DevicesOfAJobAreToldAloneAndTogether()
    {
        string path = _files.Write("77-n1.csv", """
            timestamp,gpu_index,utilization_gpu_pct,memory_free_MiB,memory_used_MiB,temperature_gpu,power_draw_W
            1000.0,0,90,1,1000,60,200
            1000.0,1,0,1,0,30,50
            1000.1,0,80,1,1000,61,220
            1000.1,1,0,1,0,30,50
            """);
        TelemetryTrace trace = TelemetryTrace.Open(path);
        RecordedEvents events = new();
        trace.Replay(events);
        Assert.That(trace.Workload.Jobs.Single().Request.TotalGpus, Is.EqualTo(2));
        Assert.That(events.Texts.Where(text => text.Contains("GpuUtil") || text.Contains("Active")), Is.EqualTo(new[]
        {
            "0 MetricSampled 0 gpu 0 GpuUtilization 90", "0 MetricSampled 0 gpu 1 GpuUtilization 0",
            "0 MetricSampled 0 GpuUtilization 45", "0 MetricSampled 0 ActiveGpus 1",
            "0.1 MetricSampled 0 gpu 0 GpuUtilization 80", "0.1 MetricSampled 0 gpu 1 GpuUtilization 0",
            "0.1 MetricSampled 0 GpuUtilization 40",
        }));
        Assert.That(
            events.All.First(e => e.Kind == EventKind.MetricSampled && e.Detail == (int)Metric.GpuMemory).Value,
            Is.EqualTo(1.048576).Within(1e-12));
    }

    // awk over the file: 11,172 samples each of steps -1 and batch, every 10 s for 111,710 s, at most 3,198.4 % of a
    // core (so 32 cores), on the mean 143.39 % in the step batch and 0 in the other; RSS at most 62,724,624 KiB.
    [Test]
    public void TheProfileOfTheDatasetIsReadWhole()
    {
        TelemetryTrace trace = TelemetryTrace.Open(SharedData.Path("mit-supercloud/timeseries.csv.gz"));
        RecordedEvents events = new();
        trace.Replay(events);
        double[] Values(Metric metric) =>
        [
            .. events.All.Where(e => e.Kind == EventKind.MetricSampled && e.Detail == (int)metric).Select(e => e.Value),
        ];
        Job job = trace.Workload.Jobs.Single();
        Assert.Multiple(() =>
        {
            Assert.That(trace.Files.Single().RowsRead, Is.EqualTo(22_344));
            Assert.That(Values(Metric.CpuUtilization), Has.Length.EqualTo(11_172));
            Assert.That(Values(Metric.CpuUtilization).Average() * 32, Is.EqualTo(143.39).Within(0.01));
            Assert.That(Values(Metric.Memory).Max(), Is.EqualTo(62_724_624 * 1.024e-6).Within(0.01));
            Assert.That(job.Request.TotalCpuMilli, Is.EqualTo(32_000));
            Assert.That(job.Profile.RunTime.TotalSeconds, Is.EqualTo(111_720));
            Assert.That(trace.Interval, Is.EqualTo(TimeSpan.FromSeconds(10)));
        });
    }
}
