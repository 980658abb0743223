using ClusterSim.Events;
using ClusterSim.Traces;
using ClusterSim.Traces.Telemetry;

namespace ClusterSim.Tests.Traces.Telemetry;

/// <summary>Events worked out by hand; numbers of the real tables are those of their description.</summary>
public class GenAiPodReaderTests
{
    private const string DutyCycle = "pod_gpu_duty_cycle_anon.csv";
    private TraceFiles _files = null!;

    [SetUp]
    public void MakeFolder() => _files = new TraceFiles();

    [TearDown]
    public void RemoveFolder() => _files.Dispose();

    // The interval is 57 s. Pod a is silent for 1,000 s after 57 s, longer than 10 minutes: its job ends at 57 + 57 and
    // another one begins. Pod b's last sample is older than 10 minutes at the end, pod a is still there.
    [Test]
    public void SamplesBecomeEventsWithJobsAroundThem()
    {
        TelemetryTrace trace = Open(DutyCycle, """
            value,timestamp_anon,container_ip
            0.0,1000.0,a
            12.5,1000.0,b
            3.0,1057.0,a
            0.0,1114.0,b
            0.0,1171.0,b
            7.0,2057.0,a
            8.0,2114.0,a
            """);
        RecordedEvents events = Replay(trace);
        Assert.That(trace.Workload.Jobs.Select(job => job.Id), Is.EqualTo(new[] { "a", "b", "a~2" }));
        Assert.That(events.Texts, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobSubmitted 1", "0 JobStarted 0", "0 JobStarted 1",
            "0 MetricSampled 0 GpuUtilization 0", "0 MetricSampled 1 GpuUtilization 12.5",
            "57 MetricSampled 0 GpuUtilization 3",
            "114 JobCompleted 0",
            "114 MetricSampled 1 GpuUtilization 0", "171 MetricSampled 1 GpuUtilization 0",
            "228 JobCompleted 1",
            "1057 JobSubmitted 2", "1057 JobStarted 2",
            "1057 MetricSampled 2 GpuUtilization 7", "1114 MetricSampled 2 GpuUtilization 8",
        }));
        Assert.That(trace.Interval, Is.EqualTo(TimeSpan.FromSeconds(57)));
        Assert.That(trace.End.Seconds, Is.EqualTo(1114 + 57));
        Assert.That(trace.ClockAtZeroSeconds, Is.EqualTo(1000));
    }

    [Test]
    public void RowsInAnyOrderGiveTheSameEvents()
    {
        string[] rows = ["0.0,1000.0,a", "12.5,1000.0,b", "3.0,1057.0,a", "0.0,1114.0,b", "8.0,1114.0,a"];
        string header = "value,timestamp_anon,container_ip\n";
        RecordedEvents forward = Replay(Open(DutyCycle, header + string.Join('\n', rows)));
        RecordedEvents backward = Replay(Open(DutyCycle, header + string.Join('\n', rows.Reverse())));
        Assert.That(backward.Texts, Is.EqualTo(forward.Texts));
    }

    [Test]
    public void EveryRowIsAccountedFor()
    {
        TelemetryTrace trace = Open("pod_memory_util_anon.csv", """
            value,timestamp_anon,container_ip
            0.5,1000.0,a
            -1.1e-05,1057.0,a
            0.5,1057.0,
            None,1114.0,a
            ,1171.0,a
            NULL,1228.0,a
            0.75,1285.0,a
            0.25,1285.0,a
            """);
        TelemetryFileReport report = trace.Files.Single();
        Assert.Multiple(() =>
        {
            Assert.That(report.RowsRead, Is.EqualTo(8));
            Assert.That(report.RowsKept, Is.EqualTo(3));
            Assert.That(report.RowsRepaired, Is.EqualTo(1));
            Assert.That(report.Notes.Single(note => note.Reason == "no value").Lines, Is.EqualTo(new[] { 5, 6, 7 }));
            Assert.That(report.Notes.Single(note => note.Reason == "no pod").Lines, Is.EqualTo(new[] { 4 }));
            Assert.That(
                report.Notes.Single(note => note.Reason == "another row has the same time and place").Lines,
                Is.EqualTo(new[] { 9 }));
            Assert.That(Replay(trace).All.Where(e => e.Kind == EventKind.MetricSampled).Select(e => e.Value),
                Is.EqualTo(new[] { 50.0, 0, 75 }));
        });
    }

    [TestCase("150,1000,a", "column 'value' (1): found '150', expected a percentage from 0 to 100")]
    [TestCase("-3,1000,a", "column 'value' (1): found '-3', expected a percentage from 0 to 100")]
    [TestCase("3,yesterday,a", "column 'timestamp_anon' (2): found 'yesterday', expected a time in seconds")]
    [TestCase("3,1000", "found 2 fields, expected 3 fields as in the header")]
    public void ABadRowIsToldWithItsPlace(string row, string expected)
    {
        string path = _files.Write(DutyCycle, "value,timestamp_anon,container_ip\n1,1000,b\n" + row + "\n");
        TraceFormatException error = Assert.Throws<TraceFormatException>(() => TelemetryTrace.Open(path))!;
        Assert.That(error.Message, Does.StartWith(path + ":3: ").And.Contain(expected));
    }

    [Test]
    public void ATableWhoseNameDoesNotTellWhatItMeasuresIsRefused()
    {
        string path = _files.Write("values.csv", "value,timestamp_anon,container_ip\n1,1000,b\n");
        Assert.That(
            () => TelemetryTrace.Open(path),
            Throws.TypeOf<TraceFormatException>().With.Message.Contains(
                "could be genai-gpu-duty-cycle or genai-gpu-memory or genai-memory"));
        Assert.That(TelemetryTrace.Open(path, "genai-memory").Samples, Is.EqualTo(1));
    }

    [Test]
    public void TablesOfAFolderMeasureTheSamePods()
    {
        _files.Write(DutyCycle, "value,timestamp_anon,container_ip\n50,1000,a\n60,1057,a\n");
        _files.Write("pod_gpu_memory_used_bytes_anon.csv.gz",
            TraceFiles.Gzip("timestamp_anon,value,container_ip\n1000,23000000000,a\n1057,24000000000,a\n"));
        _files.Write("qps.csv", "timestamp_anon,value,container_ip,request_type\n1000,0.1,,API Requests\n");
        TelemetryTrace trace = TelemetryTrace.Open(_files.Folder);
        Assert.That(trace.SkippedFiles, Is.EqualTo(new[] { "qps.csv" }));
        Assert.That(Replay(trace).Texts, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobStarted 0",
            "0 MetricSampled 0 GpuUtilization 50", "0 MetricSampled 0 GpuMemory 23",
            "57 MetricSampled 0 GpuUtilization 60", "57 MetricSampled 0 GpuMemory 24",
        }));
    }

    // Description of the data: 157,417 rows, 143 pods, 66.8 % of the samples exactly 0, 69.9 % below 1 %.
    [Test]
    public void TheDutyCyclesOfTheTraceAreThoseOfItsDescription()
    {
        TelemetryTrace trace =
            TelemetryTrace.Open(SharedData.Path("alibaba-v2026-genai/pod_gpu_duty_cycle_anon.tar.gz"));
        double[] values =
        [
            .. Replay(trace).All.Where(happened => happened.Kind == EventKind.MetricSampled)
                .Select(happened => happened.Value),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(values, Has.Length.EqualTo(157_417));
            Assert.That(trace.Workload.Jobs.Count(job => !job.Id.Contains('~')), Is.EqualTo(143));
            Assert.That(values.Count(value => value == 0) / (double)values.Length, Is.EqualTo(0.668).Within(0.0005));
            Assert.That(values.Count(value => value < 1) / (double)values.Length, Is.EqualTo(0.699).Within(0.0005));
            Assert.That(values.Average(), Is.EqualTo(7.0).Within(0.05));
            Assert.That(trace.Interval, Is.EqualTo(TimeSpan.FromSeconds(57)));
        });
    }

    // Description of the data: 207 pods in the table of memory, where 49 rows have no pod and 2 keys come twice, one
    // of them among the rows without pod.
    [Test]
    public void TheMemoryOfTheTraceIsThatOfItsDescription()
    {
        TelemetryTrace trace = TelemetryTrace.Open(SharedData.Path("alibaba-v2026-genai/pod_memory_util_anon.tar.gz"));
        TelemetryFileReport report = trace.Files.Single();
        Assert.Multiple(() =>
        {
            Assert.That(report.RowsRead, Is.EqualTo(214_890));
            Assert.That(report.RowsLeftOut, Is.EqualTo(49 + 1));
            Assert.That(trace.Workload.Jobs.Count(job => !job.Id.Contains('~')), Is.EqualTo(207));
            Assert.That(trace.Workload.Jobs.Sum(job => job.Request.TotalGpus), Is.Zero);
        });
    }

    private TelemetryTrace Open(string name, string content) => TelemetryTrace.Open(_files.Write(name, content));

    private static RecordedEvents Replay(TelemetryTrace trace)
    {
        RecordedEvents events = new();
        trace.Replay(events);
        return events;
    }
}
