using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Scheduling;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Tests.Impact;

public class RunMetricsTests
{
    // Four GPUs, first submission 0, last end 200: capacity 800 GPU-s.
    //   a: submit 0, 0..100 on 2 GPUs: wait 0, jct 100, 200 GPU-s, half busy
    //   b: submit 0, 100..200 on 4 GPUs: wait 100, jct 200, 400 GPU-s
    //   c: submit 50, 195..200 on 1 GPU: wait 145, jct 150, run 5, 5 GPU-s
    private static readonly ModelJob[] ThreeJobs =
    [
        new("a", 0, 0, 100) { Gpus = 2, Utilization = 0.5, User = "ann" },
        new("b", 0, 100, 200) { Gpus = 4, User = "bob" },
        new("c", 50, 195, 200) { User = "ann" },
    ];

    [Test]
    public void TimesOfThreeJobs()
    {
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(ThreeJobs));
        Assert.That(metrics.QueueingDelaySeconds.Mean, Is.EqualTo(245.0 / 3));
        Assert.That(metrics.QueueingDelaySeconds.P50, Is.EqualTo(100));
        Assert.That(metrics.QueueingDelaySeconds.Max, Is.EqualTo(145));
        Assert.That(metrics.QueueingDelaySeconds.TopPercentShareOfSum, Is.EqualTo(145.0 / 245));
        Assert.That(metrics.JctSeconds.Mean, Is.EqualTo(150));
        Assert.That(metrics.RunTimeSeconds.Mean, Is.EqualTo(205.0 / 3));
        Assert.That(metrics.Slowdown.Mean, Is.EqualTo((1 + 2 + 30) / 3.0));
        Assert.That(metrics.BoundedSlowdown.Mean, Is.EqualTo((1 + 2 + 15) / 3.0), "c ran 5 s and counts as 10 s");
        Assert.That(metrics.MakespanSeconds, Is.EqualTo(200));
        Assert.That(metrics.ThroughputJobsPerHour, Is.EqualTo(3 * 3600 / 200.0));
        Assert.That(metrics.ShareWaitingOverOneHour, Is.Zero);
    }

    [Test]
    public void HeldAndBusyTimeAreKeptApart()
    {
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(ThreeJobs));
        Assert.That(metrics.GpuAllocationRatio, Is.EqualTo(605.0 / 800));
        Assert.That(metrics.GpuUtilization, Is.EqualTo(505.0 / 800));
        Assert.That(metrics.HeldGpuUtilization, Is.EqualTo(505.0 / 605));
        Assert.That(metrics.CpuAllocationRatio, Is.Zero);
    }

    // 605 GPU-s at 3 an hour; the option's price wins over the platform's.
    [Test]
    public void CostNeedsAPrice()
    {
        RunResult run = RunModel.Run(ThreeJobs);
        Assert.That(RunMetrics.Of(run).Cost, Is.EqualTo(605.0 / 3600 * 3).Within(1e-12));
        Assert.That(RunMetrics.Of(run).CostPerJob, Is.EqualTo(605.0 / 3600).Within(1e-12));
        var prices = ImmutableSortedDictionary<string, double>.Empty.Add("V100", 30);
        MetricsOptions dear = new() { PricesPerGpuHour = prices };
        Assert.That(RunMetrics.Of(run, dear).Cost, Is.EqualTo(605.0 / 3600 * 30).Within(1e-12));
        RunResult unpriced = run with { Platform = run.Platform with { GpuModels = [] } };
        Assert.That(RunMetrics.Of(unpriced).Cost, Is.Null);
        Assert.That(RunMetrics.Of(unpriced).CostPerJob, Is.Null);
    }

    // Node down from 150 to 250: within the observed 200 s it lacks 4 GPUs for 50 s.
    [Test]
    public void ListedDownTimeIsNoCapacity()
    {
        SimulationOptions options = new()
        {
            NodeChanges = [new(SimTime.FromSeconds(150), 0, false), new(SimTime.FromSeconds(250), 0, true)],
        };
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(ThreeJobs, options: options));
        Assert.That(metrics.GpuAllocationRatio, Is.EqualTo(605.0 / 600));
        FailureModel failures = new(TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        metrics = RunMetrics.Of(RunModel.Run(ThreeJobs, options: new SimulationOptions { Failures = failures }));
        Assert.That(metrics.GpuAllocationRatio, Is.EqualTo(605.0 / 800));
        Assert.That(metrics.Notes, Has.Some.Contains("installed capacity"));
    }

    // Published definition (Feitelson): (wait, run) -> bounded slowdown at tau 10 s.
    [TestCase(100, 5, 10.5)]
    [TestCase(100, 100, 2)]
    [TestCase(0, 1, 1)]
    [TestCase(5, 2, 1)]
    public void BoundedSlowdownOfOneJob(double wait, double run, double expected) =>
        Assert.That(
            JobMeasures.BoundedSlowdown(new ModelJob("a", 0, wait, wait + run).ToResult()), Is.EqualTo(expected));

    [Test]
    public void NothingFinishedMeansNullNotZero()
    {
        ModelJob[] jobs =
        [
            new("a", 0, null, null) { Status = JobStatus.Rejected, Gpus = 99 },
            new("b", 0, null, null) { Status = JobStatus.Pending, TotalWaitSeconds = 100 },
        ];
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(jobs));
        Assert.That(metrics.JctSeconds, Is.EqualTo(new Distribution()));
        Assert.That(metrics.MakespanSeconds, Is.Null);
        Assert.That(metrics.GpuAllocationRatio, Is.Null);
        Assert.That(metrics.HeldGpuUtilization, Is.Null);
        Assert.That(metrics.ShareWaitingOverOneHour, Is.Null);
        Assert.That(metrics.Cost, Is.Null);
        Assert.That(metrics.Jobs.NeverStarted, Is.EqualTo(2));
        Assert.That(
            metrics.Notes, Has.Some.StartsWith("2 of 2 jobs did not start and end (1 rejected, 0 running, 1 pending"));
        Assert.That(MetricCatalog.ValuesOf(metrics).Select(value => value.Value), Has.None.NaN);
    }

    [Test]
    public void ARunWithoutJobsHasMetrics()
    {
        RunMetrics metrics = RunMetrics.Of(RunModel.Run([]));
        Assert.That(metrics.Jobs.Total, Is.Zero);
        Assert.That(metrics.BySize, Is.Empty);
        Assert.That(metrics.QueueingDelaySeconds.Mean, Is.Null);
    }

    // Started at once and then preempted: it waited 2 h for its second start, which its queueing delay does not tell.
    [Test]
    public void WaitingAfterTheFirstStartCountsAsWaiting()
    {
        ModelJob[] jobs =
        [
            new("a", 0, 0, 9_000) { TotalWaitSeconds = 7_200, Restarts = 1 }, new("b", 0, 0, 100),
            new("c", 0, 0, null) { Status = JobStatus.Running, TotalWaitSeconds = 7_200, Restarts = 1 },
            new("d", 0, 0, null) { Status = JobStatus.Running },
        ];
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(jobs));
        Assert.That(metrics.QueueingDelaySeconds.Mean, Is.Zero);
        Assert.That(metrics.TotalWaitSeconds.Mean, Is.EqualTo(3_600));
        Assert.That(metrics.ShareWaitingOverOneHour, Is.EqualTo(2.0 / 3), "of d, which still runs, it is not known");
    }

    // Two jobs started late by 2 h and 1 min, one pending for 3 h, one pending for 5 min (unknown), one rejected
    // (unknown).
    [Test]
    public void WaitingOverAnHourCountsTheJobsOfWhichItIsKnown()
    {
        ModelJob[] jobs =
        [
            new("a", 0, 7200, 8000), new("b", 0, 60, 100),
            new("c", 0, null, null) { Status = JobStatus.Pending, TotalWaitSeconds = 10_800 },
            new("d", 0, null, null) { Status = JobStatus.Pending, TotalWaitSeconds = 300 },
            new("e", 0, null, null) { Status = JobStatus.Rejected },
        ];
        Assert.That(RunMetrics.Of(RunModel.Run(jobs)).ShareWaitingOverOneHour, Is.EqualTo(2.0 / 3));
    }

    [Test]
    public void WasteHasOneCauseEach()
    {
        ModelJob[] jobs =
        [
            new("a", 0, 0, 100)
            {
                WastedGpuSeconds = 3600, FailedGpuSeconds = 3600, Status = JobStatus.Failed, Restarts = 1,
            },
            new("b", 0, 0, 100) { WastedGpuSeconds = 7200, LostGpuSeconds = 7200, Restarts = 2 },
        ];
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(jobs));
        Assert.That(metrics.WastedGpuHours, Is.EqualTo(new WastedGpuHours(3, 1, 0, 2, 0)));
        Assert.That(metrics.Restarts, Is.EqualTo(3));
    }

    // Submissions from 0 to 100: the first and last fifth of the time leave those from 20 to 80.
    [Test]
    public void WarmUpAndCoolDownAreSharesOfTime()
    {
        double[] submitted = [0, 1, 2, 20, 50, 80, 81, 100];
        ModelJob[] jobs = [.. submitted.Select((at, i) => new ModelJob($"j{i}", at, at + i, at + 10))];
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(jobs), new() { WarmUpShare = 0.2, CoolDownShare = 0.2 });
        Assert.That(metrics.Window, Is.EqualTo(new MetricsWindow(20, 80, 0.2, 0.2, 5)));
        Assert.That(metrics.Jobs.Total, Is.EqualTo(3));
        Assert.That(metrics.QueueingDelaySeconds.Mean, Is.EqualTo(4));
        Assert.That(metrics.MakespanSeconds, Is.EqualTo(110), "of the whole run");
    }

    // The same submissions: 15 s is more than a tenth of 100 s, 15 s less than a fifth.
    [Test]
    public void WarmUpAndCoolDownAreLengthsToo()
    {
        double[] submitted = [0, 1, 2, 20, 50, 80, 81, 100];
        ModelJob[] jobs = [.. submitted.Select((at, i) => new ModelJob($"j{i}", at, at + i, at + 10))];
        MetricsOptions options = new()
        {
            WarmUpShare = 0.1, WarmUpSeconds = 15, CoolDownShare = 0.2, CoolDownSeconds = 15,
        };
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(jobs), options);
        Assert.That(metrics.Window, Is.EqualTo(new MetricsWindow(15, 80, 0.1, 0.2, 5)));
        Assert.That(
            () => RunMetrics.Of(RunModel.Run(jobs), new() { WarmUpSeconds = -1 }),
            Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void SizesAreSharesOneFewEightAndMore()
    {
        ModelJob[] jobs =
        [
            new("a", 0, 0, 1) { Gpus = 0, CpuMilli = 1000 }, new("b", 0, 0, 1) { GpuMilli = 500 }, new("c", 0, 0, 1),
            new("d", 0, 0, 1) { Gpus = 2 }, new("e", 0, 0, 1) { Gpus = 7 }, new("f", 0, 0, 1) { Gpus = 8 },
            new("g", 0, 0, 1) { Gpus = 16 },
        ];
        Assert.That(
            RunMetrics.Of(RunModel.Run(jobs)).BySize.Select(size => $"{size.Name}: {size.Jobs}"),
            Is.EqualTo(new[] { "0 GPUs: 1", "<1 GPUs: 1", "1 GPU: 1", "2-7 GPUs: 2", "8 GPUs: 1", ">8 GPUs: 1" }));
    }

    [Test]
    public void WithoutGpusEverythingIsInCores()
    {
        ModelJob[] jobs =
        [
            new("a", 0, 0, 100) { Gpus = 0, CpuMilli = 8000, User = "x" },
            new("b", 0, 100, 200) { Gpus = 0, CpuMilli = 1000, User = "y" },
        ];
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(jobs, gpus: 0), new() { PricePerCoreHour = 0.5 });
        Assert.That(metrics.GpuAllocationRatio, Is.Null);
        Assert.That(metrics.CpuAllocationRatio, Is.EqualTo(900 / 1600.0));
        Assert.That(metrics.BySize.Select(size => size.Name), Is.EqualTo(new[] { "1 core", "8 cores" }));
        Assert.That(metrics.Cost, Is.EqualTo(900 / 3600.0 * 0.5));
        Assert.That(metrics.Access.SmallUsersShareOfDemand, Is.EqualTo(1 / 9.0));
        Assert.That(RunMetrics.Of(RunModel.Run(jobs, gpus: 0)).Cost, Is.Null);
    }

    // Demand: ann 205, bob 400 GPU-s. ann is the smaller half: 145 of 245 s of wait for 205 of 605 GPU-s.
    // Mean bounded slowdowns: ann (1 + 15) / 2 = 8, bob 2: Jain 100 / (2 x 68), Gini (8 - 2) / (2 x 10).
    [Test]
    public void SmallUsersAndFairness()
    {
        AccessMetrics access = RunMetrics.Of(RunModel.Run(ThreeJobs)).Access;
        Assert.That(access.Users, Is.EqualTo(2));
        Assert.That(access.SmallUsersShareOfWait, Is.EqualTo(145.0 / 245));
        Assert.That(access.SmallUsersShareOfDemand, Is.EqualTo(205.0 / 605));
        Assert.That(access.SmallUsersWaitRatio, Is.EqualTo(145.0 / 245 / (205.0 / 605)));
        Assert.That(access.JainOfUserSlowdown, Is.EqualTo(100.0 / 136));
        Assert.That(access.GiniOfUserSlowdown, Is.EqualTo(0.3).Within(1e-15));
    }

    [Test]
    public void UsersBeyondTheGreatestShareAClass()
    {
        ModelJob[] jobs =
        [
            .. "abcde".Select((user, i) =>
                new ModelJob($"j{i}", 0, 0, 10 + i) { User = user.ToString(), Role = i < 2 ? "CN" : "" }),
        ];
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(jobs), new() { TopClasses = 2 });
        Assert.That(Sizes(metrics.ByUser), Is.EqualTo(new[] { "e: 1", "d: 1", "others: 3" }));
        Assert.That(Sizes(metrics.ByRole), Is.EqualTo(new[] { "(none): 3", "CN: 2" }));

        static IEnumerable<string> Sizes(IEnumerable<ClassMetrics> classes) =>
            classes.Select(one => $"{one.Name}: {one.Jobs}");
    }

    [Test]
    public void MetricsSurviveJson()
    {
        RunMetrics metrics = RunMetrics.Of(RunModel.Run(ThreeJobs));
        string json = JsonSerializer.Serialize(metrics);
        RunMetrics? back = JsonSerializer.Deserialize<RunMetrics>(json);
        Assert.That(JsonSerializer.Serialize(back), Is.EqualTo(json));
        Assert.That(back!.QueueingDelaySeconds, Is.EqualTo(metrics.QueueingDelaySeconds));
    }

    [Test]
    public void OptionsOutOfRangeAreNamed()
    {
        RunResult run = RunModel.Run(ThreeJobs);
        Assert.That(
            () => RunMetrics.Of(run, new() { WarmUpShare = 0.6, CoolDownShare = 0.5 }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("together with the warm-up"));
        Assert.That(
            () => RunMetrics.Of(run, new() { BoundedSlowdownTauSeconds = 0 }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("BoundedSlowdownTauSeconds"));
    }
}
