using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Events;
using ClusterSim.Randomness;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>Drops of utilization on streams whose changes are known, and on streams without any.</summary>
public sealed class UtilizationDropTests
{
    private const double PaneMinutes = 5;

    // Noise of 6 points about 80 %, from minute 300 on about 15 %: eight low panes are
    // together at 340.
    [TestCase(ChangeMethod.Cusum)]
    [TestCase(ChangeMethod.PageHinkley)]
    [TestCase(ChangeMethod.AdaptiveWindow)]
    [TestCase(ChangeMethod.None)]
    public void AClearDropIsFoundWithinAnHour(ChangeMethod method)
    {
        DetectorFeed feed = new(new UtilizationDropOptions { Method = method });
        feed.Submit(0, 0).Start(0);
        Play(feed, new RandomStream(1, "drop"), 0, 120, pane => pane < 60 ? 80 : 15, 6);
        Detection found = feed.Found.Single();
        Assert.Multiple(() =>
        {
            Assert.That(found.Time.Seconds / 60, Is.InRange(300, 360));
            Assert.That((found.RuleId, found.Job, found.Key), Is.EqualTo(("detector.utilization-drop", 0, "job=j0")));
            Assert.That(found.Test!.PValue, Is.LessThanOrEqualTo(found.Test.Level));
            Assert.That(found.Test.Before, Is.EqualTo(80).Within(5));
            Assert.That((found.Evidence.Length, found.Test.Unit), Is.EqualTo((2, "%")));
            Assert.That(found.Test.Effect, Is.LessThan(-0.9));
        });
    }

    // At 330 the newest eight panes still hold two high ones: too much spread for the test of means. At 335 seven are
    // low and one ties with the 59 before: 60 of C(67, 8) = 6,522,361,560 orders are so extreme. The level of one of
    // three cuts is a third of that of the pane.
    [Test]
    public void WithoutNoiseThePValueIsThatOfOneOrder()
    {
        DetectorFeed feed = new(new UtilizationDropOptions());
        feed.Submit(0, 0).Start(0).Use(0, 90).Use(300, 10).Clock(1000);
        Detection found = feed.Found.Single();
        Assert.That(found.Time, Is.EqualTo(DetectorFeed.At(335)));
        Assert.That(found.Test!.PValue, Is.EqualTo(60 / 6_522_361_560.0).Within(1e-6).Percent);
        Assert.That((found.Test.Before, found.Test.After), Is.EqualTo((90, 10)));
        Assert.That(found.Test.Effect, Is.EqualTo(-7 / 8.0).Within(1e-12), "seven of eight are below all, one ties");
        Assert.That(found.Test.Level, Is.EqualTo(0.001 / 288 / 3).Within(1e-6).Percent);
    }

    // 2 GPUs at 10 % are 0.2 GPUs' worth of work: one is enough. At 0 % none is, and the job is to be reclaimed. It has
    // run for 335 minutes and is expected to go on as long: 20,100 s of one GPU, or of two.
    [TestCase(10, RecommendedAction.Shrink, 1, 20_100)]
    [TestCase(0, RecommendedAction.Reclaim, 0, 40_200)]
    public void TheAdviceFitsWhatIsLeftToDo(double percent, RecommendedAction action, int target, double gpuSeconds)
    {
        DetectorFeed feed = new(new UtilizationDropOptions());
        feed.Submit(0, 0, DetectorFeed.Request(gpus: 1) with { Instances = 2 }).Start(0);
        feed.Use(0, 90).Use(300, percent).Clock(1000);
        Recommendation advice = feed.Found.Single().Recommendation!;
        Assert.That((advice.Action, advice.TargetGpus), Is.EqualTo((action, target)));
        Assert.That(advice.ExpectedGpuSeconds, Is.EqualTo(gpuSeconds).Within(1e-6));
        Assert.That(advice.Explanation, Does.StartWith("Job j0 fell from 90 to").And.Contain("for 40 minutes"));
    }

    // A dip that is over before eight panes is none; nor is a long data-loading phase, nor a fall of 15 points.
    [TestCase(300, 330, 10, PhaseKind.Compute)]
    [TestCase(300, 500, 10, PhaseKind.DataLoading)]
    [TestCase(300, 500, 10, PhaseKind.Checkpointing)]
    [TestCase(300, 500, 75, PhaseKind.Compute)]
    public void WhatComesBackOrDoesNotMatterIsNotReported(double from, double to, double percent, PhaseKind phase)
    {
        DetectorFeed feed = new(new UtilizationDropOptions());
        feed.Submit(0, 0).Start(0).Use(0, 90).Use(from, percent, phase: phase).Use(to, 90).Clock(1500);
        Assert.That(feed.Found, Is.Empty);
    }

    // By definition of a fresh start: after a resize or a migration 16 panes have to be seen again before a test.
    [TestCase(EventKind.JobResized)]
    [TestCase(EventKind.JobMigrated)]
    public void AnotherPlacementStartsAfresh(EventKind kind)
    {
        DetectorFeed feed = new(new UtilizationDropOptions());
        feed.Submit(0, 0).Start(0).Use(0, 90).Send(300, kind).Use(300, 10).Clock(1500);
        Assert.That(feed.Found, Is.Empty);
    }

    [Test]
    public void AnyMetricOfAnyDeviceCanBeWatched()
    {
        DetectorFeed feed = new(new UtilizationDropOptions { Metric = Metric.GpuPower, LeastDrop = 100 });
        feed.Submit(0, 0).Start(0);
        feed.Sample(0, Metric.GpuPower, 400, device: 0).Sample(0, Metric.GpuPower, 400, device: 1);
        feed.Sample(300, Metric.GpuPower, 90, device: 1).Sample(300, Metric.GpuUtilization, 0).Clock(1000);
        Detection found = feed.Found.Single();
        Assert.That((found.Key, found.Test!.Unit, found.Recommendation!.Action),
            Is.EqualTo(("job=j0,gpu=1", "W", RecommendedAction.Notify)));
    }

    // Exchangeable panes, no suspicion needed, no least drop, and a budget of one false alarm a job-day: 300 jobs for a
    // day each. At most 300 are expected; 369 is the 99.997 % quantile of Poisson(300). The measured number must not be
    // tiny either, or the test would prove nothing.
    [Test]
    public void TheFalseAlarmsKeepToTheBudget()
    {
        UtilizationDropOptions bold = new()
        {
            Budget = ErrorBudget.PerDay(1), Method = ChangeMethod.None, LeastDrop = 0, Before = 16, LeastBefore = 8,
            After = 4,
        };
        int alarms = FalseAlarms(bold, jobs: 300, days: 1);
        Assert.That(alarms, Is.LessThanOrEqualTo(369).And.GreaterThan(3));
    }

    // Budget of 1 / 1,000 job-days: over 200 healthy job-days at most 0.2 are expected; 4 or more has a chance below
    // 0.006 % at Poisson(0.2). With a small least drop, so that the test has to keep it. The benchmark has more days.
    [TestCase(ChangeMethod.Cusum)]
    [TestCase(ChangeMethod.PageHinkley)]
    [TestCase(ChangeMethod.AdaptiveWindow)]
    public void HealthyJobsGiveAboutNoFalseAlarm(ChangeMethod method)
    {
        int alarms = FalseAlarms(new UtilizationDropOptions { Method = method, LeastDrop = 5 }, jobs: 40, days: 5);
        Assert.That(alarms, Is.LessThan(4));
    }

    // Chance of any false alarm at most alpha in a run: 100 runs at alpha 0.2 give at most 20 on average; 37 or more
    // has a chance below 0.01 % (binomial).
    [Test]
    public void ABudgetOfTheRunBoundsTheChanceOfAnyFalseAlarm()
    {
        UtilizationDropOptions bold = new()
        {
            Budget = ErrorBudget.PerRun(0.2), Method = ChangeMethod.None, LeastDrop = 0, LeastBefore = 4, After = 4,
        };
        int runs = Enumerable.Range(0, 100).Count(run => FalseAlarms(bold, jobs: 2, days: 0.25, seed: run) > 0);
        Assert.That(RateTest.AtLeast(37, 100, 0.2), Is.LessThan(1e-4));
        Assert.That(runs, Is.LessThan(37).And.GreaterThan(0));
    }

    // 100 jobs drop from 70 to 30 % with noise of 10 points: all are found, half of them within the 40 minutes of the
    // window after and one more pane.
    [Test]
    public void AllDropsOfFortyPointsAreFound()
    {
        List<double> delays = [];
        for (int job = 0; job < 100; job++)
        {
            DetectorFeed feed = new(new UtilizationDropOptions());
            feed.Submit(0, 0).Start(0);
            Play(feed, new RandomStream(job, "power"), 0, 140, pane => pane < 80 ? 70 : 30, 10);
            Assert.That(feed.Found, Has.Count.EqualTo(1));
            delays.Add((feed.Found[0].Time.Seconds / 60) - (80 * PaneMinutes));
        }

        Assert.That(delays, Is.All.InRange(0, 80));
        Assert.That(delays.Order().ElementAt(50), Is.LessThanOrEqualTo(45));
    }

    // Jobs come and go; what is remembered is of those that run, and samples allocate nothing.
    [Test]
    public void MemoryIsBoundedByTheJobsThatRun()
    {
        DetectorFeed feed = new(new UtilizationDropOptions());
        for (int job = 0; job < 200; job++)
        {
            feed.Submit(job * 10, job).Start(job * 10, job).Use(job * 10, 50, job);
            feed.Send((job * 10) + 9, EventKind.JobCompleted, job);
        }

        Assert.That(feed.Monitor.NextDeadline.IsNever || feed.Clock(5000).Monitor.NextDeadline.IsNever);
        feed.Submit(6000, 0).Start(6000);
        RunSamples(feed, 6000, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunSamples(feed, 6200, 10_000);
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / 10_000;
        Assert.That(each, Is.Zero);
    }

    private static void RunSamples(DetectorFeed feed, double minute, int count)
    {
        for (int i = 0; i < count; i++)
        {
            feed.Use(minute + i, 50);
        }
    }

    private static int FalseAlarms(UtilizationDropOptions options, int jobs, double days, int seed = 17)
    {
        int alarms = 0;
        for (int job = 0; job < jobs; job++)
        {
            DetectorFeed feed = new(options);
            feed.Submit(0, 0).Start(0);
            Play(feed, new RandomStream((seed * 100_000L) + job, "healthy"), 0, (int)(days * 288), _ => 60, 15);
            alarms += feed.Found.Count;
        }

        return alarms;
    }

    /// <summary>One sample at the beginning of each pane: the mean of the pane is its value.</summary>
    private static void Play(
        DetectorFeed feed, RandomStream random, int first, int panes, Func<int, double> level, double noise)
    {
        NormalDistribution normal = new(0, noise);
        for (int pane = first; pane < first + panes; pane++)
        {
            feed.Use(pane * PaneMinutes, Math.Clamp(level(pane) + normal.Sample(random), 0, 100));
        }

        feed.Clock((first + panes) * PaneMinutes);
    }
}
