using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>The monitor beyond single rules: memory, order, correlations. Streams are made by hand.</summary>
public sealed class RuleMonitorTests
{
    private static readonly RuleSet Shipped = CreRules.Load(Repository.Path("experiments/rules"));

    // The number of a job that has ended is given to another one at once, while the first one's window is still open.
    [Test]
    public void ANumberThatIsUsedAgainIsAnotherJob()
    {
        Renamed directory = new();
        RuleSet rules = RuleText.Of(
            "set: {event: {source: clustersim.events}, correlations: [job], match: [job failed], "
            + "negate: [{value: job started, window: 5m, absolute: true}]}",
            "action: {recommend: notify, confidence: 1, explanation: 'job {job}'}");
        RuleMonitor monitor = new([rules], directory);
        monitor.Observe(new SimulationEvent(SimTime.FromSeconds(0), EventKind.JobStarted, 0, Gpus: 1));
        monitor.Observe(new SimulationEvent(SimTime.FromSeconds(60), EventKind.JobFailed, 0, Gpus: 1));
        directory.Id = "second";
        monitor.Observe(new SimulationEvent(SimTime.FromSeconds(120), EventKind.JobStarted, 0, Gpus: 1));
        monitor.AdvanceTo(SimTime.FromSeconds(1000));
        Assert.That(
            monitor.Detections.Select(d => (d.Time.Seconds, d.Key, d.Recommendation!.Explanation)),
            Is.EqualTo(new[] { (360.0, "job=first", "job first") }));
        Assert.That(monitor.TakeDetections(), Has.Length.EqualTo(1));
        Assert.That(monitor.Detections, Is.Empty);
    }

    // Samples between 40 and 90 % cross no threshold of any rule and lie in no phase that a rule names.
    [Test]
    public void EventsThatMeanNothingToAnyRuleAllocateNothing()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), Shipped).Start(0).Use(0, 50);
        RunSamples(feed.Monitor, 1, 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunSamples(feed.Monitor, 2000, 100_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    // 1,000 jobs start, dip, recover and end one after the other; never more than one is remembered by a rule for jobs.
    [Test]
    public void AJobIsForgottenWhenItEnds()
    {
        RuleSet rules = CreRules.Load(Repository.Path("experiments/rules/low-utilization.yaml"));
        EventFeed feed = new(EventFeed.Jobs(1000), rules);
        int most = 0;
        for (int job = 0; job < 1000; job++)
        {
            double at = job * 10;
            feed.Start(at, job).Use(at, 80, job: job).Use(at + 1, 10, job: job).Use(at + 2, 80, job: job);
            most = Math.Max(most, feed.Monitor.WatchedKeys);
            feed.Send(at + 9, EventKind.JobCompleted, job);
        }

        Assert.That((most, feed.Monitor.WatchedKeys), Is.EqualTo((1, 0)));
    }

    // Both windows close at 6; the jobs are found in order of their index, after the one that closed at 5.
    [Test]
    public void DetectionsComeInOrderOfTimeThenRuleThenKey()
    {
        EventFeed feed = new(EventFeed.Jobs(3), Shipped);
        feed.Start(0, 0).Start(0, 1).Start(0, 2).Use(0, 10, job: 2).Use(1, 10, job: 1).Use(1, 10, job: 0).Clock(60);
        (int, int, double)[] expected = [(0, 2, 5), (1, 0, 6), (2, 1, 6)];
        Assert.That(feed.Found.Select(d => (d.Index, d.Job, d.Time.Seconds / 60)), Is.EqualTo(expected));
    }

    // The next deadline follows recoveries: the dip at 1 would close at 6, the one at 4 at 9.
    [Test]
    public void TheNextDeadlineIsThatOfTheEarliestOpenWindow()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(2), Shipped).Start(0).Start(0, 1);
        feed.Use(1, 10).Use(4, 10, job: 1);
        Assert.That(feed.Monitor.NextDeadline, Is.EqualTo(SimTime.FromSeconds(6 * 60)));
        feed.Use(5, 90);
        Assert.That(feed.Monitor.NextDeadline, Is.EqualTo(SimTime.FromSeconds(9 * 60)));
        feed.Use(6, 90, job: 1);
        Assert.That(feed.Monitor.NextDeadline.IsNever);
    }

    [Test]
    public void JobsWithoutUserOrApplicationAreNotRepetitionsOfEachOther()
    {
        Workload jobs = EventFeed.Jobs(3);
        Workload unknown = new(jobs.Jobs.Select(job => job with { Request = job.Request with { Application = "" } }));
        EventFeed feed = new(unknown, Shipped);
        for (int job = 0; job < 3; job++)
        {
            feed.Start(job, job).Send(job + 0.5, EventKind.JobFailed, job);
        }

        Assert.That(feed.Clock(100).Found, Is.Empty);
    }

    [Test]
    public void IdlingLooksLikeComputingToRules()
    {
        SimulationEvent idle = new(SimTime.Zero, EventKind.UtilizationChanged, 0, Detail: (int)PhaseKind.Idle);
        Assert.That(EventVocabulary.SignalOf(idle), Is.EqualTo(EventSignals.Compute));
    }

    // A term is part of the text of an event, as in CRE: "job ended" stands in the text of every way to end.
    [TestCase("job started", EventSignals.Started | EventSignals.Resumed)]
    [TestCase("job resumed", EventSignals.Resumed)]
    [TestCase("job ended", EventSignals.AnyEnd)]
    [TestCase("job stopped", EventSignals.AnyStop)]
    [TestCase("job reclaimed", EventSignals.ReclaimedForGood | EventSignals.ReclaimedTooEarly)]
    [TestCase("phase ", EventSignals.AnyPhase)]
    [TestCase("Job started", EventSignals.None)]
    public void TermsArePartsOfTexts(string term, object signals) =>
        Assert.That(EventVocabulary.SignalsOf(term), Is.EqualTo(signals));

    private sealed class Renamed : IJobDirectory
    {
        public string Id { get; set; } = "first";

        public string IdOf(int job) => Id;

        public JobRequest RequestOf(int job) => new();
    }

    private static void RunSamples(RuleMonitor monitor, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            monitor.Observe(new SimulationEvent(
                SimTime.FromSeconds(i), EventKind.UtilizationChanged, 0, Gpus: 2, Value: 400 + (i % 500), Detail: 0));
        }
    }
}
