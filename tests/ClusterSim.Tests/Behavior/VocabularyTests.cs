using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>Texts of metrics, users and links, and comparisons. Expected moments are worked out in comments.</summary>
public sealed class VocabularyTests
{
    // 80, 10 (falls), 5, 50 (rises), 49.9, 10 (falls): the first sample is above already and no fall.
    [TestCase("cpu utilization below 30", new[] { 1.0, 5 })]
    [TestCase("cpu utilization above 50", new[] { 0.0, 3 })]
    [TestCase("gpu power above 50", new double[0])]
    [TestCase("job sampled", new[] { 0.0, 1, 2, 3, 4, 5 })]
    public void AMetricHasEdgesOfItsOwn(string term, double[] minutes)
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), RuleText.Single(term)).Start(0);
        double[] values = [80, 10, 5, 50, 49.9, 10];
        for (int i = 0; i < values.Length; i++)
        {
            feed.Measure(i, Metric.CpuUtilization, values[i]);
        }

        Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(minutes));
    }

    // "memory" is a metric, and so is "memory utilization".
    [Test]
    public void TheLongestNameOfAMetricIsMeant()
    {
        RuleSet rules = RuleText.Single("memory utilization below 30");
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), rules).Start(0)
            .Measure(1, Metric.Memory, 5).Measure(2, Metric.MemoryUtilization, 5);
        Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(new[] { 2.0 }));
    }

    // Devices 0 and 1 of node 3 fall at 2 and at 4; a rule about devices sees each once and names it.
    [Test]
    public void ARuleAboutDevicesTellsThemApart()
    {
        RuleSet rules = RuleText.Of(
            "sequence: {window: 1h, event: {source: clustersim.events}, correlations: [gpu], "
            + "order: [gpu temperature above 80, gpu temperature below 80]}");
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), rules).Start(0)
            .Measure(1, Metric.GpuTemperature, 90, node: 3, device: 0)
            .Measure(1, Metric.GpuTemperature, 90, node: 3, device: 1)
            .Measure(2, Metric.GpuTemperature, 50, node: 3, device: 0)
            .Measure(4, Metric.GpuTemperature, 50, node: 3, device: 1);
        Assert.That(
            feed.Found.Select(d => (d.Key, EventFeed.Minutes(d.Time))),
            Is.EqualTo(new[] { ("node=3,gpu=0", 2.0), ("node=3,gpu=1", 4.0) }));
    }

    // The job ends at 3, inside the 5 minutes: that denies for each of its devices.
    [TestCase(3, 0)]
    [TestCase(8, 1)]
    public void TheEndOfAJobConcernsItsDevices(double end, int hits)
    {
        RuleSet rules = RuleText.Of(
            "set: {event: {source: clustersim.events}, correlations: [gpu], match: [gpu utilization below 5], "
            + "negate: [{value: job stopped, window: 5m, absolute: true}]}");
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), rules).Start(0)
            .Measure(1, Metric.GpuUtilization, 0, node: 3, device: 0).Send(end, EventKind.JobCompleted).Clock(100);
        Assert.That(feed.Found, Has.Count.EqualTo(hits));
    }

    [TestCase("user notebook activity", UserAction.NotebookActivity, 1)]
    [TestCase("user ", UserAction.Hold, 1)]
    [TestCase("user login", UserAction.Logout, 0)]
    public void UsersActionsHaveTexts(string term, UserAction action, int hits)
    {
        EventFeed feed = new(EventFeed.Jobs(1), RuleText.Single($"'{term}'"));
        feed.Send(1, EventKind.UserActed, detail: (int)action);
        Assert.That(feed.Found, Has.Count.EqualTo(hits));
    }

    // The reader of the stream knows the text of a line by the detail of its event.
    [TestCase("log contains out of memory", 2)]
    [TestCase("log contains CUDA error: out of memory", 1)]
    [TestCase("log contains Out of memory", 0)]
    public void LinesOfLogsAreSearched(string term, int hits)
    {
        string[] lines = ["CUDA error: out of memory", "worker is out of memory", "all is well"];
        RuleMonitor monitor = new(
            [RuleText.Single($"'{term}'", correlation: "")], EventFeed.Jobs(1), texts: detail => lines[detail]);
        for (int i = 0; i < lines.Length; i++)
        {
            monitor.Observe(new SimulationEvent(SimTime.FromSeconds(i), EventKind.LogWritten, Detail: i));
        }

        Assert.That(monitor.Detections, Has.Count.EqualTo(hits));
    }

    // The example with two jobs: in one stream, as the CRE program has it, the data loading of job 2 at 3:00 denies the
    // hit of job 1 (its verdict on twojobs.log: none). Correlated, job 1 hits 5 minutes after its dip at 1:00.
    [TestCase("", 0)]
    [TestCase("job", 1)]
    public void CorrelationKeepsTwoJobsApart(string correlation, int hits)
    {
        RuleSet rules = RuleText.Of(
            $"sequence: {{window: 24h, event: {{source: clustersim.events}}, correlations: [{correlation}], "
            + "order: [job started, gpu utilization below 30], negate: ["
            + "{value: gpu utilization above 30, anchor: 1, window: 5m, absolute: true}, "
            + "{value: phase data loading, anchor: 1, window: 5m, absolute: true}]}");
        EventFeed feed = new EventFeed(EventFeed.Jobs(2), rules).Start(0).Start(10 / 60.0, 1)
            .Use(0.5, 80).Use(1, 10).Use(3, 50, PhaseKind.DataLoading, job: 1).Clock(100);
        double[] expected = hits == 0 ? [] : [6];
        Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(expected));
    }

    [TestCase("job checkpointed", EventKind.JobCheckpointed)]
    [TestCase("job retried", EventKind.JobRetried)]
    [TestCase("link down", EventKind.LinkDown)]
    [TestCase("link up", EventKind.LinkUp)]
    public void NewKindsOfEventsHaveTexts(string term, EventKind kind)
    {
        EventFeed feed = new(EventFeed.Jobs(1), RuleText.Single(term, correlation: ""));
        feed.Send(1, kind, job: kind is EventKind.LinkDown or EventKind.LinkUp ? -1 : 0);
        Assert.That(feed.Found, Has.Count.EqualTo(1));
    }

    // 2 GPUs, 10 h of walltime; it starts at 60 min, is at 0 % from 90 on, and ends at 120: mean 40 %, 1 of 10 hours.
    [TestCase("gpus == 2", 1)]
    [TestCase("gpus != 2", 0)]
    [TestCase("walltime_hours >= 10", 1)]
    [TestCase("run_hours == 1", 1)]
    [TestCase("wait_hours == 1", 1)]
    [TestCase("gpu_hours > 1.9", 1)]
    [TestCase("gpu_hours > 2.1", 0)]
    [TestCase("used_walltime_percent <= 10", 1)]
    [TestCase("mean_gpu_utilization == 40", 1)]
    [TestCase("peak_gpu_utilization == 80", 1)]
    [TestCase("idle_percent == 50", 1)]
    [TestCase("restarts == 0", 1)]
    [TestCase("minutes_since_sample == 30", 1)]
    [TestCase("user_running_gpus == 0", 1)]
    [TestCase("waiting_jobs == 1", 1)]
    [TestCase("waiting_gpus == 2", 1)]
    [TestCase("user_waiting_jobs == 1", 1)]
    // Not known: no CPU was asked for, no platform is given, no memory was measured.
    [TestCase("cores_per_gpu < 100", 0)]
    [TestCase("free_gpus_percent >= 0", 0)]
    [TestCase("peak_memory_percent != 1", 0)]
    public void FactsAreThoseOfTheMomentOfTheEvent(string where, int hits)
    {
        RuleSet onTerm = RuleText.Single($"{{value: job completed, where: ['{where}']}}");
        RuleSet onRule = RuleText.Single("job completed", $"where: ['{where}']");
        foreach (RuleSet rules in new[] { onTerm, onRule })
        {
            EventFeed feed = new EventFeed(EventFeed.Jobs(2), rules)
                .Send(0, EventKind.JobSubmitted).Send(0, EventKind.JobSubmitted, job: 1)
                .Start(60).Use(60, 80).Use(90, 0).Send(120, EventKind.JobCompleted);
            Assert.That(feed.Found, Has.Count.EqualTo(hits), where);
        }
    }

    // At the dip, minute 1, the job has run a minute; at the verdict, minute 6, it has run six.
    [TestCase("{value: gpu utilization below 30, where: [run_hours < 0.05]}", "", 1)]
    [TestCase("gpu utilization below 30", "where: [run_hours < 0.05]", 0)]
    [TestCase("gpu utilization below 30", "where: [run_hours >= 0.1]", 1)]
    public void ConditionsOfTheRuleHoldAtTheVerdict(string term, string rest, int hits)
    {
        RuleSet rules = RuleText.Of(
            "sequence: {window: 24h, event: {source: clustersim.events}, correlations: [job], "
            + $"order: [job started, {term}], "
            + "negate: [{value: gpu utilization above 30, anchor: 1, window: 5m, absolute: true}]}", rest);
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), rules).Start(0).Use(0, 80).Use(1, 10).Clock(100);
        Assert.That(feed.Found, Has.Count.EqualTo(hits));
    }

    [TestCase("where: [gpu > 1]", "the fact 'gpu' in 'where'", "one of gpus, nodes, instances")]
    [TestCase("where: [gpus => 1]", "the comparison 'gpus => 1'", "'FACT OPERATOR NUMBER'")]
    [TestCase("where: [gpus > many]", "the comparison 'gpus > many'", "'FACT OPERATOR NUMBER'")]
    [TestCase("where: []", "an empty list 'where'", "one or more comparisons")]
    [TestCase("where: gpus > 1", "'gpus > 1' as 'where'", "a list")]
    public void AWrongConditionIsSaidWithItsPlace(string where, string found, string expected)
    {
        RuleException? error = Assert.Throws<RuleException>(() => RuleText.Single("job completed", where));
        RuleProblem problem = error!.Problems.Single();
        Assert.That((problem.Line, problem.Column > 4, problem.Found), Is.EqualTo((4, true, found)));
        Assert.That(problem.Expected, Does.StartWith(expected));
    }

    // 2 GPUs; 60 minutes at 25 % leave 9 of 10 hours; the last checkpoint is 20 minutes old.
    [TestCase("pack", RecommendedAction.Pack, 2 * 0.75 * 9 * 3600)]
    [TestCase("migrate", RecommendedAction.Migrate, 2 * 0.75 * 9 * 3600)]
    [TestCase("smaller-gpu", RecommendedAction.SmallerGpu, 2 * 0.75 * 9 * 3600)]
    [TestCase("checkpoint-requeue", RecommendedAction.CheckpointRequeue, 2 * 20 * 60.0)]
    [TestCase("cap-power", RecommendedAction.CapPower, 0)]
    [TestCase("reprioritise", RecommendedAction.Reprioritise, 0)]
    [TestCase("defer", RecommendedAction.Defer, 2 * 3600.0)]
    [TestCase("hold-user", RecommendedAction.HoldUser, 2 * 3600.0)]
    [TestCase("notify", RecommendedAction.Notify, 0)]
    [TestCase("notify, saving: idle-time", RecommendedAction.Notify, 2 * 3600.0)]
    public void EveryActionHasItsSaving(string recommend, RecommendedAction action, double saving)
    {
        RuleSet rules = RuleText.Single(
            "gpu temperature above 90", $"action: {{recommend: {recommend}, confidence: 0.5, explanation: x}}");
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), rules).Start(0).Use(0, 25)
            .Send(40, EventKind.JobCheckpointed).Measure(60, Metric.GpuTemperature, 95);
        Recommendation found = feed.Found.Single().Recommendation!;
        Assert.That(found.Action, Is.EqualTo(action));
        Assert.That(found.ExpectedGpuSeconds, Is.EqualTo(saving).Within(1e-6));
    }
}
