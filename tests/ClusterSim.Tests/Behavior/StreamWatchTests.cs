using System.Text;
using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Journals;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Journals;
using ClusterSim.Tests.Reports;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>Rules over streams of events; a run's own detections are the expectation for its stream.</summary>
public class StreamWatchTests
{
    private static readonly RuleSet s_rules = CreRules.Load(Repository.Path("experiments/rules"));

    [TestCase("jsonl")]
    [TestCase("parquet")]
    public void TheStreamOfARunGivesTheDetectionsOfTheRun(string form)
    {
        Workload workload = Trace.Open(Repository.Path("traces/synthetic-waste")).ToWorkload();
        Platform platform = Platform.Load(Repository.Path("platforms/small-gpu.yaml"));
        string[] nodes = [.. platform.Nodes.Select(node => node.Name)];
        using ScratchFolder folder = new();
        string file = folder.File("events." + form);
        RunResult run;
        using (EventWriter writer = EventWriter.Create(file, workload, nodes))
        {
            run = Simulation.Run(
                workload, platform, Policies.Easy(), new SimulationOptions { Rules = [s_rules] }, writer);
        }

        using EventReader reader = EventReader.Open(file, new EventReaderOptions { Nodes = nodes });
        List<string> found = [];
        StreamWatch watch = new(
            reader, new RuleMonitor([s_rules], reader.Jobs, platform), detection => found.Add(Line(detection)));
        watch.TakeIn();
        watch.AdvanceTo(reader.Latest);

        Assert.That(found, Is.EqualTo(run.Detections.Select(Line)));
        Assert.That(found, Has.Count.GreaterThan(20));
    }

    [Test]
    public void AVerdictFallsWhenTheClockPassesAndNotWhenTheNextEventComes()
    {
        // Below 30 % from 10 on, with nothing to excuse it for 5 minutes: certain at 310.
        GrowingStream stream = new();
        using EventReader reader = EventReader.Of(stream, "stream");
        List<Detection> found = [];
        StreamWatch watch = new(reader, new RuleMonitor([s_rules], reader.Jobs), found.Add);
        stream.Append(
            """
            {"time":0,"kind":"job_submitted","job_id":"17","user":"ada","gpus_per_instance":4}
            {"time":5,"kind":"job_started","job_id":"17","gpus":4}
            {"time":10,"kind":"utilization_changed","job_id":"17","gpus":4,"value":50}

            """);

        Assert.That(watch.TakeIn(), Is.EqualTo(3));
        watch.AdvanceTo(SimTime.FromSeconds(300));
        Assert.That(found, Is.Empty);

        watch.AdvanceTo(SimTime.FromSeconds(320));
        Detection low = found.Single(detection => detection.RuleId == "LowUtilization");
        Assert.That(low.JobId, Is.EqualTo("17"));
        Assert.That(low.Time, Is.EqualTo(SimTime.FromSeconds(310)));
        Assert.That(low.Recommendation!.Explanation, Does.Contain("Job 17 of ada"));
    }

    [Test]
    public void ALogLineIsMatchedByItsText()
    {
        const string rule = """
            rules:
              - cre: {id: CRE-2026-9002, severity: 2, title: NCCL timeout}
                metadata: {id: J7uRQTGpGMyL1iFpssnBeS, hash: rdJLgqYgkEp8jg8Qks1qiq}
                rule:
                  set:
                    event: {source: clustersim.events}
                    match: [log contains NCCL timeout]
            """;
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("rule.yaml"), rule);
        using EventReader reader = EventReader.Of(
            new MemoryStream(Encoding.UTF8.GetBytes(
                """
                {"time":1,"kind":"log_written","text":"epoch 3 of 90"}
                {"time":2,"kind":"log_written","text":"rank 7: NCCL timeout after 600 s"}

                """)),
            "log");
        List<Detection> found = [];
        RuleMonitor monitor = new([CreRules.Load(folder.File("rule.yaml"))], reader.Jobs, null, reader.TextOf);
        StreamWatch watch = new(reader, monitor, found.Add);
        watch.TakeIn();

        Assert.That(found.Select(detection => detection.Time.Seconds), Is.EqualTo(new[] { 2.0 }));
    }

    [Test]
    public void DaysOfShortJobsLeaveNothingBehind()
    {
        // 200,000 jobs of five events, a job a second: more than two days; 101 jobs at once. Every ninth job fails, so
        // that the retry rule, which looks back a day at most, has something to remember for each user and application.
        using EventReader reader = EventReader.Of(new EventLineStream(200_000), "stream");
        RuleMonitor monitor = new([s_rules], reader.Jobs);
        int mostKeys = 0;
        long early = 0;
        StreamWatch watch = new(reader, monitor, _ => { });
        EventCounter counter = new();
        while (reader.Read(out var happened))
        {
            monitor.AdvanceTo(new SimTime(happened.Time.Ticks - 1));
            monitor.Observe(happened);
            monitor.TakeDetections();
            mostKeys = Math.Max(mostKeys, counter.Next() % 1000 == 0 ? monitor.WatchedKeys : 0);
            early = counter.Count == 500_000 ? GC.GetTotalMemory(forceFullCollection: true) : early;
        }

        Assert.That(counter.Count, Is.EqualTo(1_000_000));
        Assert.That(watch.Detections, Is.Zero, "the loop above took them");
        Assert.That(mostKeys, Is.LessThan(2_000), "101 jobs and 350 users with applications under three rules");
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - early, Is.LessThan(2_000_000), "bytes");
    }

    private static string Line(Detection found) =>
        $"{found.Index} {found.RuleId} {found.Time.Ticks} {found.Key} {found.JobId} {found.Evidence.Length} "
        + $"{found.Recommendation?.Action} {found.Recommendation?.ExpectedGpuSeconds} "
        + found.Recommendation?.Explanation;

    private sealed class EventCounter
    {
        public int Count { get; private set; }

        public int Next() => ++Count;
    }
}
