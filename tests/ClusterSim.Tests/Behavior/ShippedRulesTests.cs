using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>
/// The three rules of experiments/rules on hand-made event streams, with times in minutes. The boundary rows of the
/// 5-minute window are those measured with preq v0.1.37 on the GPU example of the CRE sample: recovery at +4:59 or
/// +5:00 is no hit, at +5:01 it is one; data loading inside the window is no hit, before the dip it is one.
/// </summary>
public sealed class ShippedRulesTests
{
    private static readonly RuleSet LowUtilization = Load("low-utilization");
    private static readonly RuleSet IdleTail = Load("idle-tail");
    private static readonly RuleSet RetryLoop = Load("retry-loop");

    [TestCase(4 + (59 / 60.0), 0)]
    [TestCase(5, 0)]
    [TestCase(5 + (1 / 60.0), 1)]
    public void RecoveryEndsADipUpToAndIncludingTheWindow(double recovery, int hits)
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization).Start(0).Use(0, 80).Use(1, 20)
            .Use(1 + recovery, 90).Clock(100);
        Assert.That(feed.Found, Has.Count.EqualTo(hits));
    }

    [Test]
    public void AHitFallsWhenTheWindowClosesNotAtTheNextEvent()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization).Start(0).Use(0, 80).Use(1, 20);
        Assert.That(EventFeed.Minutes(feed.Monitor.NextDeadline), Is.EqualTo(6));
        feed.Clock(6);
        Assert.Multiple(() =>
        {
            Assert.That(feed.Found, Has.Count.EqualTo(1));
            Assert.That(EventFeed.Minutes(feed.Found[0].Time), Is.EqualTo(6));
            Assert.That(feed.Found[0].Key, Is.EqualTo("job=j0"));
            EventKind[] evidence = [EventKind.JobStarted, EventKind.UtilizationChanged];
            Assert.That(feed.Found[0].Evidence.Select(e => e.Kind), Is.EqualTo(evidence));
            Assert.That(feed.Monitor.NextDeadline.IsNever);
        });
    }

    // Without calls at the deadlines the hit still carries the time at which its window closed.
    [Test]
    public void ALateClockDoesNotMoveTheHit()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization).Start(0).Use(1, 20).Use(30, 90);
        Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(new[] { 6.0 }));
    }

    [TestCase(PhaseKind.DataLoading)]
    [TestCase(PhaseKind.Compilation)]
    [TestCase(PhaseKind.Checkpointing)]
    [TestCase(PhaseKind.Evaluation)]
    public void LowUtilizationInAPhaseWhereItIsNormalIsNoHit(PhaseKind phase)
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization).Start(0).Use(0, 10, phase).Use(60, 90)
            .Clock(100);
        Assert.That(feed.Found, Is.Empty);
    }

    // The dip starts inside a phase that had been busy: the sample itself tells the phase.
    [Test]
    public void ADipInsideABusyDataLoadingPhaseIsNoHit()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization)
            .Start(0).Use(0, 60, PhaseKind.DataLoading).Use(10, 5, PhaseKind.DataLoading).Use(60, 90).Clock(100);
        Assert.That(feed.Found, Is.Empty);
    }

    // Loading 0-10, then low for good: the new phase states the low utilization again, at 10, and 10 + 5 is the hit.
    [Test]
    public void LowUtilizationThatOutlastsDataLoadingIsAHit()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization).Start(0).Use(0, 10, PhaseKind.DataLoading)
            .Use(10, 10).Clock(100);
        Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(new[] { 15.0 }));
    }

    [Test]
    public void DataLoadingBeforeTheDipDoesNotExcuseIt()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization)
            .Start(0).Use(0, 10, PhaseKind.DataLoading).Use(1, 80).Use(2, 10).Clock(100);
        Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(new[] { 7.0 }));
    }

    // Upstream ignores correlations and lets the data loading of job 1 suppress the hit of job 0.
    [Test]
    public void OneJobsDataLoadingDoesNotExcuseAnother()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(2), LowUtilization)
            .Start(0).Use(0, 80).Start(0, 1).Use(0, 80, job: 1).Use(1, 10).Use(2, 10, PhaseKind.DataLoading, job: 1)
            .Clock(100);
        Assert.That(feed.Found.Select(d => (d.Job, EventFeed.Minutes(d.Time))), Is.EqualTo(new[] { (0, 6.0) }));
    }

    [Test]
    public void AJobThatEndsInsideTheWindowIsNoHitAndIsForgotten()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), LowUtilization).Start(0).Use(1, 10)
            .Send(5, EventKind.JobCompleted).Clock(100);
        Assert.Multiple(() =>
        {
            Assert.That(feed.Found, Is.Empty);
            Assert.That(feed.Monitor.WatchedKeys, Is.Zero);
        });
    }

    // Peak 25 % of 4 GPUs is 1 GPU; 3 GPUs for the 9 h 55 min that the walltime of 10 h leaves at minute 5.
    [Test]
    public void GpusThatWereNeverBusyAreToBeTakenAway()
    {
        EventFeed feed = new EventFeed(new Workload([Gang("j0", 4)]), LowUtilization).Start(0, gpus: 4)
            .Use(0, 25, gpus: 4).Clock(5);
        Recommendation? found = feed.Found[0].Recommendation;
        Assert.Multiple(() =>
        {
            Assert.That(found!.Action, Is.EqualTo(RecommendedAction.Shrink));
            Assert.That(found.TargetGpus, Is.EqualTo(1));
            Assert.That(found.ExpectedGpuSeconds, Is.EqualTo(3 * 595 * 60).Within(1e-6));
            Assert.That(found.Explanation, Does.StartWith("Job j0 of u has used less than 30 % of its GPUs (4) for"));
            // 3 GPUs for 9 h 55 min are 29.75 GPU-hours.
            Assert.That(found.Explanation, Does.EndWith(
                "so far 1 of them would do, and giving up the rest would free 29.8 GPU-hours."));
        });
    }

    // 90 % of 4 GPUs rounds up to 4: nothing can be taken without harm.
    [Test]
    public void AJobThatWasOnceBusyIsOnlyReported()
    {
        EventFeed feed = new EventFeed(new Workload([Gang("j0", 4)]), LowUtilization).Start(0, gpus: 4)
            .Use(0, 90, gpus: 4).Use(10, 20, gpus: 4).Clock(15);
        Assert.That(feed.Found[0].Recommendation!.Action, Is.EqualTo(RecommendedAction.Notify));
        Assert.That(feed.Found[0].Recommendation!.ExpectedGpuSeconds, Is.Zero);
        Assert.That(feed.Found[0].Recommendation!.Explanation, Does.Contain("4 of them would do"));
    }

    [Test]
    public void AnIdleTailIsAHitWhenItsWindowCloses()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), IdleTail).Start(0).Use(0, 80).Use(60, 0, PhaseKind.Idle)
            .Clock(200);
        Recommendation? found = feed.Found[0].Recommendation;
        Assert.Multiple(() =>
        {
            Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(new[] { 90.0 }));
            Assert.That(found!.Action, Is.EqualTo(RecommendedAction.Reclaim));
            // 2 GPUs for as long again as the job has run, 90 minutes; its walltime of 10 h would leave 8 h 30 min.
            Assert.That(found.ExpectedGpuSeconds, Is.EqualTo(2 * 90 * 60).Within(1e-6));
        });
    }

    // A process that has finished still shows a little: 2 % is idle, 3 % is not.
    [TestCase(2, 1)]
    [TestCase(3, 0)]
    public void ALittleNoiseIsStillIdle(double percent, int hits)
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), IdleTail).Start(0).Use(0, 80).Use(60, percent).Clock(200);
        Assert.That(feed.Found, Has.Count.EqualTo(hits));
    }

    [TestCase(29.9, 0)]
    [TestCase(30, 0)]
    [TestCase(30.1, 1)]
    public void WorkInsideTheWindowIsNoIdleTail(double pause, int hits)
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), IdleTail).Start(0).Use(0, 80).Use(60, 0).Use(60 + pause, 50)
            .Clock(80 + pause);
        Assert.That(feed.Found, Has.Count.EqualTo(hits));
    }

    [Test]
    public void AJobThatNeverWorkedHasNoIdleTail()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), IdleTail).Start(0).Use(0, 0).Clock(600);
        Assert.That(feed.Found, Is.Empty);
    }

    [Test]
    public void APreemptedJobIsNotIdle()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(1), IdleTail)
            .Start(0).Use(0, 80).Use(60, 0).Send(70, EventKind.JobPreempted).Clock(150)
            .Start(150, restarts: 1).Use(150, 0).Clock(179);
        Assert.That(feed.Found, Is.Empty);
        // Back on its GPUs it idles anew: 150 + 30.
        Assert.That(feed.Clock(180).Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(new[] { 180.0 }));
    }

    // Failures at 5, 25, 45, each after 5 minutes; the third makes it certain at once.
    [Test]
    public void ThreeQuickFailuresInAnHourAreARetryLoop()
    {
        EventFeed feed = Fail(Fail(Fail(new EventFeed(EventFeed.Jobs(3), RetryLoop), 0, 5), 1, 25), 2, 45).Clock(45);
        Assert.Multiple(() =>
        {
            Assert.That(feed.Found.Select(d => EventFeed.Minutes(d.Time)), Is.EqualTo(new[] { 45.0 }));
            Assert.That(feed.Found[0].Key, Is.EqualTo("user=u,application=a"));
            Assert.That(feed.Found[0].Job, Is.EqualTo(2));
            Assert.That(feed.Found[0].Recommendation!.Action, Is.EqualTo(RecommendedAction.Requeue));
            // Each attempt held 2 GPUs for 5 minutes.
            Assert.That(feed.Found[0].Recommendation!.ExpectedGpuSeconds, Is.EqualTo(600).Within(1e-9));
        });
    }

    [TestCase(65, 1)]
    [TestCase(66, 0)]
    public void TheFailuresMustLieInOneHour(int third, int hits)
    {
        EventFeed feed = Fail(Fail(Fail(new EventFeed(EventFeed.Jobs(3), RetryLoop), 0, 5), 1, 25), 2, third)
            .Clock(100);
        Assert.That(feed.Found, Has.Count.EqualTo(hits));
    }

    [Test]
    public void ASuccessInBetweenEndsTheLoop()
    {
        EventFeed feed = Fail(Fail(new EventFeed(EventFeed.Jobs(4), RetryLoop), 0, 5), 1, 25).Start(26, 3)
            .Send(30, EventKind.JobCompleted, 3);
        Assert.That(Fail(feed, 2, 45).Clock(100).Found, Is.Empty);
    }

    [Test]
    public void FailuresAfterLongRunsAreNoLoop()
    {
        EventFeed feed = new EventFeed(EventFeed.Jobs(3), RetryLoop).Start(0).Start(0, 1).Start(0, 2);
        feed.Send(11, EventKind.JobFailed).Send(12, EventKind.JobFailed, 1).Send(13, EventKind.JobFailed, 2).Clock(100);
        Assert.That(feed.Found, Is.Empty);
    }

    [Test]
    public void EveryRuleNamesItsSourcesAndWhatToDo()
    {
        foreach (CreRule rule in new[] { LowUtilization, IdleTail, RetryLoop }.SelectMany(set => set.Rules))
        {
            Assert.Multiple(() =>
            {
                Assert.That(rule.References, Is.Not.Empty, rule.RuleId);
                Assert.That(rule.Action, Is.Not.Null, rule.RuleId);
                Assert.That(rule.Mitigation, Is.Not.Empty, rule.RuleId);
            });
        }
    }

    private static EventFeed Fail(EventFeed feed, int job, double minute) =>
        feed.Start(minute - 5, job).Send(minute, EventKind.JobFailed, job);

    private static Job Gang(string id, int gpus)
    {
        Job one = EventFeed.Jobs(1).Jobs[0];
        JobRequest request = one.Request with { Instances = gpus, PerInstance = new ResourceVector(Gpus: 1) };
        return one with { Id = id, Request = request };
    }

    private static RuleSet Load(string name) => CreRules.Load(Repository.Path($"experiments/rules/{name}.yaml"));
}
