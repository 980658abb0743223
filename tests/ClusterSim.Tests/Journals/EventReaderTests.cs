using System.Text;
using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Journals;

/// <summary>Lines as other programs may write them; the expectations are those of docs/events.md.</summary>
public class EventReaderTests
{
    [Test]
    public void AMinimalStreamIsUnderstood()
    {
        (List<SimulationEvent> events, EventReader reader) = Read(
            """
            {"kind":"job_submitted","time":1.5,"job_id":4711,"user":"ada","gpus_per_instance":4,"instances":2,"cpus":16,
            "memory_gb":64,"walltime":3600,"gpu_models":"A100|H100","team":{"x":[1]}}

            {"time":2,"kind":"job_started","job_id":"4711","node":"n7","gpus":8}
            {"time":3,"kind":"utilization_changed","job_id":"4711","value":250,"phase":"data loading"}
            {"time":4,"kind":"metric_sampled","node":"n7","gpus":3,"value":81.5,"metric":"gpu temperature"}
            """.Replace("16,\n", "16,", StringComparison.Ordinal));

        Assert.That(events, Is.EqualTo(new SimulationEvent[]
        {
            new(SimTime.FromSeconds(1.5), EventKind.JobSubmitted, 0),
            new(SimTime.FromSeconds(2), EventKind.JobStarted, 0, 0, 8),
            new(SimTime.FromSeconds(3), EventKind.UtilizationChanged, 0, -1, 0, 250, (int)PhaseKind.DataLoading),
            new(SimTime.FromSeconds(4), EventKind.MetricSampled, -1, 0, 3, 81.5, (int)Metric.GpuTemperature),
        }));
        JobRequest request = reader.Jobs.RequestOf(0);
        Assert.That(reader.Jobs.IdOf(0), Is.EqualTo("4711"));
        Assert.That(reader.Nodes, Is.EqualTo(new[] { "n7" }));
        Assert.That(request.User, Is.EqualTo("ada"));
        Assert.That(request.Instances, Is.EqualTo(2));
        // Of the whole job 16 cores and 64 GB: 8 cores and 32 x 1,024 MiB for each of the two instances.
        Assert.That(request.PerInstance, Is.EqualTo(
            new ResourceVector(CpuMilli: 8000, Gpus: 4, GpuMilli: 1000, MemoryMiB: 32_768)));
        Assert.That(request.Walltime, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(request.GpuModels, Is.EqualTo(new[] { "A100", "H100" }));
    }

    [Test]
    public void NumbersAreUsedAgainAfterTheEndOfTheirJob()
    {
        (List<SimulationEvent> events, EventReader reader) = Read(
            """
            {"time":0,"kind":"job_submitted","job_id":"a"}
            {"time":0,"kind":"job_submitted","job_id":"b"}
            {"time":1,"kind":"job_completed","job_id":"a"}
            {"time":2,"kind":"job_submitted","job_id":"c"}
            {"time":3,"kind":"job_reclaimed","job_id":"b","value":5}
            {"time":4,"kind":"job_submitted","job_id":"d"}
            {"time":5,"kind":"job_reclaimed","job_id":"b"}
            {"time":6,"kind":"job_submitted","job_id":"e"}
            """);

        // a 0, b 1; a ends, so c is 0; the first reclaim of b was wrong, so d is 2; the second was right, so e is 1.
        Assert.That(events.Select(e => e.Job), Is.EqualTo(new[] { 0, 1, 0, 0, 1, 2, 1, 1 }));
        Assert.That(Enumerable.Range(0, 3).Select(reader.Jobs.IdOf), Is.EqualTo(new[] { "c", "e", "d" }));
    }

    [Test]
    public void ARetriedJobIsStillKnown()
    {
        (List<SimulationEvent> events, EventReader reader) = Read(
            """
            {"time":0,"kind":"job_submitted","job_id":"a","user":"ada"}
            {"time":1,"kind":"job_failed","job_id":"a"}
            {"time":2,"kind":"job_submitted","job_id":"b","user":"bob"}
            {"time":3,"kind":"job_retried","job_id":"a","value":2}
            """);

        Assert.That(events.Select(e => e.Job), Is.EqualTo(new[] { 0, 0, 0, 1 }));
        Assert.That(reader.Jobs.RequestOf(1).User, Is.EqualTo("ada"));
    }

    [Test]
    public void UnknownKindsAreCountedAndListed()
    {
        (List<SimulationEvent> events, EventReader reader) = Read(
            """
            {"time":0,"kind":"pod_moved"}
            {"time":0,"kind":"node_up","node":"n"}
            {"time":"soon","kind":"node_up"}
            {"time":1,"kind":"pod_moved"}
            {"time":1,"kind":"coffee_break"}
            """, new EventReaderOptions { SkipDamagedLines = true });

        Assert.That(events, Has.Count.EqualTo(1));
        Assert.That(reader.Report.UnknownKinds, Is.EqualTo(new Dictionary<string, long>
        {
            ["coffee_break"] = 1, ["pod_moved"] = 2,
        }));
        Assert.That(reader.Report.BadRows, Is.EqualTo(1));
        Assert.That(reader.Report.BadRowMessages, Is.EqualTo(new[]
        {
            "test:3: key 'time': found 'soon', expected a number.",
        }));
    }

    [TestCase("""{"time":1,"kind":"node_up"}""", "test:2: key 'node': found nothing, expected the name of a node.")]
    [TestCase("""{"kind":"link_up"}""",
        "test:2: key 'time': found nothing, expected a time in seconds from 0 to 1e11.")]
    [TestCase("""{"time":1}""", "test:2: key 'kind': found nothing, expected a kind of event.")]
    [TestCase("""{"time":-1,"kind":"link_up"}""",
        "test:2: key 'time': found '-1', expected a time in seconds from 0 to 1e11.")]
    [TestCase("""{"time":1,"kind":"job_started"}""",
        "test:2: key 'job_id': found nothing, expected the id of a job.")]
    [TestCase("""{"time":1,"kind":"metric_sampled","metric":"gpu mood"}""",
        "test:2: key 'metric': found 'gpu mood', expected the name of a metric, e.g. 'gpu utilization'.")]
    [TestCase("""{"time":1,"kind":"user_acted","action":"sleep"}""",
        "test:2: key 'action': found 'sleep', expected one of login, logout, notebook activity, cancel, resubmit, "
        + "hold, release.")]
    [TestCase("""{"time":1,"kind":"job_submitted","job_id":"a","instances":0}""",
        "test:2: key 'instances': found 0, expected a number from 1 to 1000000.")]
    [TestCase("""{"time":1,"kind":"job_submitted","job_id":{"a":1}}""",
        "test:2: key 'job_id': found an object, expected a text.")]
    [TestCase("""{"time":1,"kind":"link_up","detail":1.5}""",
        "test:2: key 'detail': found 1.5, expected a whole number of 32 bits.")]
    [TestCase("""{"time":1,"kind":"link_up","value":1e999}""",
        "test:2: key 'value': found '1e999', expected a finite number.")]
    [TestCase("""{"time":1,"kind":"li""",
        "test:2: found '{\"time\":1,\"kind\":\"li', expected one complete JSON object.")]
    [TestCase("[1]", "test:2: found '[1]', expected one JSON object.")]
    public void ABadLineIsRefusedWithItsPlace(string line, string message) => Assert.That(
        () => Read("{\"time\":0,\"kind\":\"link_up\"}\n" + line),
        Throws.TypeOf<TableFormatException>().With.Message.EqualTo(message));

    [Test]
    public void ALateEventDoesNotTurnTheClockBack()
    {
        (List<SimulationEvent> events, EventReader reader) = Read(
            """
            {"time":5,"kind":"link_up"}
            {"time":4,"kind":"link_down"}
            {"time":6,"kind":"link_up"}
            """);

        Assert.That(events.Select(e => e.Time.Seconds), Is.EqualTo(new[] { 5.0, 5, 6 }));
        Assert.That(reader.Report.LateEvents, Is.EqualTo(1));
    }

    [Test]
    public void AJobWithoutSubmissionIsKnownByItsStart()
    {
        (_, EventReader reader) = Read("""{"time":5,"kind":"job_started","job_id":"x","gpus":4}""");

        Assert.That(reader.Jobs.RequestOf(0).TotalGpus, Is.EqualTo(4));
    }

    [Test]
    public void APartialLineWaitsForItsRest()
    {
        GrowingStream stream = new();
        using EventReader reader = EventReader.Of(stream, "test");
        stream.Append("""{"time":1,"kind":"lin""");
        Assert.That(reader.Read(out _), Is.False);

        stream.Append("k_up\"}\n{\"time\":2,\"kind\":\"link_down\"}");
        Assert.That(reader.Read(out SimulationEvent first), Is.True);
        Assert.That(first.Kind, Is.EqualTo(EventKind.LinkUp));
        Assert.That(reader.Read(out _), Is.False, "its line break may still be missing");

        reader.Close();
        Assert.That(reader.Read(out SimulationEvent last), Is.True);
        Assert.That(last.Kind, Is.EqualTo(EventKind.LinkDown));
        Assert.That(reader.Read(out _), Is.False);
    }

    [Test]
    public void ALineWithoutEndIsPassedOverInBoundedMemory()
    {
        GrowingStream stream = new();
        using EventReader reader = EventReader.Of(
            stream, "test", new EventReaderOptions { SkipDamagedLines = true });
        for (int i = 0; i < 40; i++)
        {
            stream.Append(new string('x', 100_000));
            Assert.That(reader.Read(out _), Is.False);
        }

        stream.Append("\n{\"time\":2,\"kind\":\"link_down\"}\n");
        Assert.That(reader.Read(out SimulationEvent happened), Is.True);
        Assert.That(happened.Kind, Is.EqualTo(EventKind.LinkDown));
        Assert.That(reader.Report.BadRowMessages, Is.EqualTo(new[]
        {
            "test:1: found more than 1048576 bytes, expected one event.",
        }));
    }

    [Test]
    public void NodesOfAPlatformKeepTheirNumbers()
    {
        (List<SimulationEvent> events, EventReader reader) = Read(
            """
            {"time":1,"kind":"node_down","node":"n1"}
            {"time":1,"kind":"node_down","node":"other"}
            """, new EventReaderOptions { Nodes = ["n0", "n1"] });

        Assert.That(events.Select(e => e.Node), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(reader.Nodes, Is.EqualTo(new[] { "n0", "n1", "other" }));
    }

    private static (List<SimulationEvent> Events, EventReader Reader) Read(
        string lines, EventReaderOptions? options = null)
    {
        EventReader reader = EventReader.Of(new MemoryStream(Encoding.UTF8.GetBytes(lines)), "test", options);
        reader.Close();
        List<SimulationEvent> events = [];
        while (reader.Read(out SimulationEvent happened))
        {
            events.Add(happened);
        }

        return (events, reader);
    }
}
