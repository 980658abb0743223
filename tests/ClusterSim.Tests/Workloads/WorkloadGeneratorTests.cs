using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>
/// Frequencies against the options that were asked for, with four standard deviations of tolerance; structure against
/// the documentation of the options.
/// </summary>
public sealed class WorkloadGeneratorTests
{
    private static readonly GeneratorOptions _plain = new() { Jobs = 20_000, Seed = 11 };

    [Test]
    public void SameOptionsGiveTheSameJobsAndAnotherSeedOthers()
    {
        string[] first = Lines(_plain), second = Lines(_plain), other = Lines(_plain with { Seed = 12 });
        Assert.That(second, Is.EqualTo(first).And.Not.EqualTo(other));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(37)]
    public void AsManyJobsAsAskedForEvenWithRetryLoops(int jobs)
    {
        Workload workload = Generate(_plain with { Jobs = jobs, Behaviors = new() { RetryLoopShare = 0.5 } }).Workload;
        Assert.That(workload.Jobs.Select(job => job.Id), Is.EqualTo(Enumerable.Range(1, jobs).Select(i => $"job-{i}")));
    }

    /// <summary>
    /// 60 jobs an hour, 20,000 jobs: 333.3 h expected with a relative deviation of 1 / sqrt(20,000) = 0.7 %.
    /// </summary>
    [TestCase(0.0, 0.0)]
    [TestCase(0.9, 0.0)]
    [TestCase(0.5, 0.3)]
    public void MeanRateIsTheOneAskedFor(double amplitude, double loops)
    {
        Workload workload = Generate(_plain with
        {
            Arrivals = new() { DiurnalAmplitude = amplitude }, Behaviors = new() { RetryLoopShare = loops },
        }).Workload;
        double hours = (workload.LastSubmit - workload.FirstSubmit).TotalHours;
        // With loops jobs come in groups, which widens the deviation by sqrt(E[n^2] / E[n]), at most 3 here; a half day
        // more or less of the daily swing is at most 0.9 x 24 / (2 pi) = 3.4 h.
        Assert.That(hours, Is.EqualTo(333.3).Within(3.4 + (333.3 * 4 * 0.007 * (loops > 0 ? 3 : 1))));
    }

    /// <summary>
    /// Rate proportional to 1 + cos: the six hours about the peak hold 1/4 + 1/(pi sqrt 2) = 47.5 % of the jobs.
    /// </summary>
    [Test]
    public void RateFollowsTheHourOfTheDay()
    {
        Workload workload = Generate(_plain with { Arrivals = new() { DiurnalAmplitude = 1, PeakHour = 15 } }).Workload;
        double share = workload.Jobs.Count(job => job.SubmitTime.Seconds % 86_400 is >= 43_200 and < 64_800) / 20_000.0;
        Assert.That(share, Is.EqualTo(0.475).Within(0.015));
    }

    /// <summary>
    /// The quantiles of the lognormal distribution: median m, and m exp(-1.6), m exp(1.6) at 15.87 % and 84.13 %.
    /// </summary>
    [Test]
    public void RunTimesHaveTheQuantilesAskedFor()
    {
        GeneratorOptions options = _plain with
        {
            RunTimes = new()
            {
                FailedShare = 0, CancelledShare = 0, Min = TimeSpan.FromSeconds(1), Max = TimeSpan.FromDays(1000),
            },
            Users = new() { Applications = 2000, ApplicationExponent = 0 },
        };
        double[] sorted = [.. Generate(options).Workload.Jobs.Select(job => job.Profile.RunTime.TotalSeconds).Order()];
        double[] ratios =
            [.. new[] { 0.1587, 0.5, 0.8413 }.Select(q => Math.Log(sorted[(int)(q * 20_000)] / 600) / 1.6)];
        Assert.That(ratios, Is.EqualTo(new[] { -1.0, 0, 1 }).Within(0.06));
    }

    /// <summary>
    /// P(run time over 1,000 s) of the Pareto distribution with index 0.8 between 10 and 172,800 s, by its formula.
    /// </summary>
    [Test]
    public void BoundedParetoHasItsTail()
    {
        RunTimeOptions runTimes = new() { Shape = RunTimeShape.BoundedPareto, FailedShare = 0, CancelledShare = 0 };
        GeneratorOptions options = _plain with { RunTimes = runTimes };
        double beyond = Math.Pow(10.0 / 172_800, 0.8);
        double expected = (Math.Pow(10.0 / 1000, 0.8) - beyond) / (1 - beyond);
        double share =
            Generate(options).Workload.Jobs.Count(job => job.Profile.RunTime > TimeSpan.FromSeconds(1000)) / 20_000.0;
        Assert.That(share, Is.EqualTo(expected).Within(4 * Math.Sqrt(expected / 20_000)));
    }

    /// <summary>
    /// Sizes are dealt by quota: within the weight of an unpopular application, here 1 %, of what was asked for.
    /// </summary>
    [Test]
    public void SizesHaveTheWeightsAskedFor()
    {
        GeneratorOptions options = _plain with { Users = new() { Applications = 500 } };
        Dictionary<int, double> shares = Generate(options).Workload.Jobs
            .GroupBy(job => job.Request.TotalGpus).ToDictionary(group => group.Key, group => group.Count() / 20_000.0);
        Assert.That(new[] { 1, 2, 4, 8, 16 }.Select(size => shares[size]),
            Is.EqualTo(new[] { 0.5, 0.18, 0.16, 0.12, 0.04 }).Within(0.02));
    }

    [Test]
    public void LargeJobsAreGangsOfWholeNodes()
    {
        GeneratorOptions options =
            _plain with { Sizes = new() { Gpus = [new(2, 1), new(12, 1)], GpusPerInstance = 4 } };
        Assert.That(
            Generate(options).Workload.Jobs.Select(job => (job.Request.Instances, job.Request.PerInstance.Gpus))
                .Distinct().Order(),
            Is.EqualTo(new[] { (1, 2), (3, 4) }));
    }

    [Test]
    public void SharesOfAGpuAskForTheirShareOfCpuAndMemory()
    {
        GeneratorOptions options = _plain with
        {
            Sizes = new() { Gpus = [new(1, 1)], FractionalShare = 0.5, CoresPerGpu = 10, MemoryGiBPerGpu = 100 },
        };
        ResourceVector[] requests = [.. Generate(options).Workload.Jobs.Select(job => job.Request.PerInstance)];
        Assert.Multiple(() =>
        {
            Assert.That(requests.Count(each => each.GpuMilli < 1000) / 20_000.0, Is.EqualTo(0.5).Within(0.015));
            Assert.That(requests.Select(each => each.CpuMilli - (10 * each.GpuMilli)), Is.All.Zero);
            Assert.That(requests.Select(each => each.MemoryMiB - (each.GpuMilli * 102_400L / 1000)), Is.All.Zero);
        });
    }

    [Test]
    public void WalltimesOverestimateAndAreValuesThatUsersLike()
    {
        Job[] jobs = [.. Generate(_plain with { Walltimes = new() { Share = 0.8 } }).Workload.Jobs];
        TimeSpan[] walltimes = [.. jobs.Select(job => job.Request.Walltime).OfType<TimeSpan>()];
        Assert.Multiple(() =>
        {
            Assert.That(walltimes.Length / 20_000.0, Is.EqualTo(0.8).Within(0.012));
            Assert.That(jobs.Count(job => job.Request.Walltime < job.Profile.RunTime), Is.Zero);
            Assert.That(walltimes.Where(w => w <= TimeSpan.FromDays(3)).Distinct().Count(), Is.LessThanOrEqualTo(12));
        });
    }

    [Test]
    public void OutcomesHaveTheSharesAskedFor()
    {
        Job[] jobs =
            [.. Generate(_plain with { RunTimes = new() { FailedShare = 0.2, CancelledShare = 0.1 } }).Workload.Jobs];
        Assert.Multiple(() =>
        {
            Assert.That(jobs.Count(job => job.Profile.Outcome == JobOutcome.Failed) / 20_000.0,
                Is.EqualTo(0.2).Within(0.012));
            Assert.That(jobs.Count(job => job.Profile.Outcome == JobOutcome.Cancelled) / 20_000.0,
                Is.EqualTo(0.1).Within(0.009));
        });
    }

    [Test]
    public void JobsThatAskForTheSameShareOneRequest()
    {
        Workload workload = Generate(_plain).Workload;
        int distinct = workload.Jobs.Select(job => job.Request).Distinct(ReferenceEqualityComparer.Instance).Count();
        Assert.That(distinct, Is.EqualTo(workload.Jobs.Select(job => job.Request).Distinct().Count()));
    }

    /// <summary>The documented limits, all at once: what they allow fits the types of jobs and times.</summary>
    [TestCase(RunTimeShape.LogNormal)]
    [TestCase(RunTimeShape.BoundedPareto)]
    public void GreatestOptionsDoNotOverflow(RunTimeShape shape)
    {
        GeneratorOptions options = new()
        {
            Jobs = 50,
            Arrivals = new() { JobsPerHour = 5.1e-6, DiurnalAmplitude = 1 },
            RunTimes = new()
            {
                Shape = shape, TailIndex = 0.01, Median = TimeSpan.FromSeconds(1e8), Sigma = 5,
                Max = TimeSpan.FromSeconds(1e8),
            },
            Sizes = new()
            {
                Gpus = [new(1_000_000, 1)], GpusPerInstance = 1000, CoresPerGpu = 1000, MemoryGiBPerGpu = 1_000_000,
            },
            Walltimes = new() { MinAccuracy = 0.01, Rounded = false },
            Behaviors = new() { IdleTailShare = 1 },
        };
        Assert.That(Generate(options).Workload.Jobs, Has.Length.EqualTo(50));
    }

    [Test]
    public void EveryProblemOfTheOptionsIsReported()
    {
        GeneratorOptions options = new()
        {
            Jobs = -1,
            Arrivals = new() { JobsPerHour = double.NaN },
            RunTimes = new() { FailedShare = 0.7, CancelledShare = 0.7, Max = TimeSpan.Zero },
            Sizes = new() { Gpus = [new(12, 1)], Cores = [] },
            Behaviors = new() { IdleTailShare = 0.6, LowUtilizationShare = 0.6 },
        };
        WorkloadException e = Assert.Throws<WorkloadException>(() => Generate(options))!;
        Assert.That(
            e.Message.Split(Environment.NewLine).Select(line => line.Split(':')[0]),
            Is.EqualTo(new[]
            {
                "Jobs", "Arrivals.JobsPerHour", "Jobs / Arrivals.JobsPerHour (hours)",
                "RunTimes.FailedShare + CancelledShare", "RunTimes.Max", "Sizes.Cores",
                "Sizes.Gpus", "Behaviors",
            }));
    }

    private static GeneratedWorkload Generate(GeneratorOptions options) => WorkloadGenerator.Generate(options);

    private static string[] Lines(GeneratorOptions options) =>
        [.. Generate(options).Workload.Jobs.Select(
            job => $"{job.Id} {job.SubmitTime} {job.Request} {job.Profile.RunTime} {job.Profile.Outcome}")];
}
