using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies.Gavel;

namespace ClusterSim.Tests.Scheduling.Gavel;

/// <summary>Allocations worked out by hand, and that no other allocation is better.</summary>
[TestFixture]
internal sealed class ShareObjectiveTests
{
    [Test]
    public void MaxMinFairnessGivesBothJobsTheirMeanSpeed()
    {
        // Gains over the mean speeds 1.5 and 2: (4/3, 2/3) and (3/2, 1/2). With x the first job's share of the first
        // model, 2/3 + 2/3 x = 3/2 - x: x = 1/2, and both gain 1.
        ShareJob[] jobs = [new(0, 1, [2, 1], 1), new(1, 1, [3, 1], 1)];
        new MaxMinFairness().Allocate(jobs, [1, 1]);
        Assert.That(jobs.SelectMany(job => job.Share), Is.EqualTo(new[] { 0.5, 0.5, 0.5, 0.5 }).Within(1e-4));
    }

    [Test]
    public void ATwiceAsHeavyJobGetsTwiceTheTime()
    {
        ShareJob[] jobs = [new(0, 1, [1], 2), new(1, 1, [1], 1)];
        new MaxMinFairness().Allocate(jobs, [1]);
        Assert.That(jobs.Select(job => job.Share[0]), Is.EqualTo(new[] { 2 / 3.0, 1 / 3.0 }).Within(1e-4));
    }

    [Test]
    public void AJobOnTwoGpusGetsHalfTheTimeOfOneOnOne()
    {
        // Gavel multiplies by the GPUs: 2 GPUs of the time x, 1 GPU of the time y, 2x = y and 2x + y = 2.
        ShareJob[] jobs = [new(0, 2, [1], 1), new(1, 1, [1], 1)];
        new MaxMinFairness().Allocate(jobs, [2]);
        Assert.That(jobs.Select(job => job.Share[0]), Is.EqualTo(new[] { 0.5, 1.0 }).Within(1e-4));
    }

    [Test]
    public void JobsThatAreAlikeGetEqualShares()
    {
        ShareJob[] jobs = [.. Enumerable.Range(0, 5).Select(i => new ShareJob(i, 1, [1, 0.2], 1))];
        new MaxMinFairness().Allocate(jobs, [2, 1]);
        Assert.That(jobs.Select(job => job.Share[0]), Is.All.EqualTo(0.4).Within(1e-6));
        Assert.That(jobs.Select(job => job.Share[1]), Is.All.EqualTo(0.2).Within(1e-6));
    }

    [Test]
    public void TheMakespanIsTheLongestJobOnTheFastModel()
    {
        // 300 s and 100 s of work, speeds 1 and 0.5: the long job needs the fast GPU all the time, 300 s.
        ShareJob[] jobs =
            [new(0, 1, [1, 0.5], 1) { SecondsLeft = 300 }, new(1, 1, [1, 0.5], 1) { SecondsLeft = 100 }];
        new ShortestMakespan().Allocate(jobs, [1, 1]);
        Assert.That(jobs[0].Share, Is.EqualTo(new[] { 1.0, 0.0 }).Within(1e-4));
    }

    [Test]
    public void FinishTimeFairnessHelpsWhoWaitedLongest()
    {
        // One GPU, 100 s of work each; one was there 100 s and has done nothing, the other is new. Equal shares would
        // give (100 + 200) / 200 = 1.5 and 1. With share x of the first, (100 + 100/x) / 200 = 100 / (1 - x) / 200:
        // 1 + 1/x = 1/(1 - x), x^2 + x - 1 = 0, x = 0.618034.
        ShareJob[] jobs =
        [
            new(0, 1, [1], 1) { SecondsLeft = 100, SecondsHere = 100 }, new(1, 1, [1], 1) { SecondsLeft = 100 },
        ];
        new FinishTimeFairness().Allocate(jobs, [1]);
        Assert.That(jobs[0].Share[0], Is.EqualTo(0.618034).Within(2e-3));
    }

    [Test]
    public void CostPutsEachJobWhereItsSpeedIsCheapest()
    {
        // Per price: 1/3 and 0.2/1 for the first, 1/3 and 0.5/1 for the second.
        ShareJob[] jobs = [new(0, 1, [1, 0.2], 1), new(1, 1, [1, 0.5], 1)];
        new ThroughputPerCost([3, 1]).Allocate(jobs, [1, 1]);
        Assert.That(jobs.SelectMany(job => job.Share), Is.EqualTo(new[] { 1.0, 0.0, 0.0, 1.0 }).Within(1e-9));
    }

    [Test]
    public void FifoStopsAtTheFirstJobThatFindsNoPlace()
    {
        ShareJob[] jobs = [new(0, 2, [1, 0.5], 1), new(1, 2, [1, 0.5], 1), new(2, 1, [1, 0.5], 1)];
        new FirstComeFirstServed().Allocate(jobs, [3, 1]);
        Assert.That(jobs.SelectMany(job => job.Share), Is.EqualTo(new[] { 1.0, 0, 0, 0, 0, 0 }));
    }

    /// <summary>Random allocations within the capacity never do better than the one found.</summary>
    [Test]
    public void NoRandomAllocationIsBetter([Range(1, 20)] int seed)
    {
        RandomStream random = new(seed, "shares");
        int[] gpus = [1 + random.NextInt(6), 1 + random.NextInt(6), 4];
        ShareJob[] jobs =
        [
            .. Enumerable.Range(0, 2 + random.NextInt(10)).Select(i => new ShareJob(
                i, random.NextInt(4) == 0 ? 2 : 1, [1, random.NextDouble(), 0.1 + random.NextDouble()], 1)
            {
                SecondsLeft = 100 + (1000 * random.NextDouble()), SecondsHere = 500 * random.NextDouble(),
            }),
        ];
        (IShareObjective Objective, Func<double> Worst)[] cases =
        [
            (new MaxMinFairness(),
                () => -jobs.Min(job => Throughput(job) * job.Gpus / EqualShares.MeanSpeed(job, gpus))),
            (new ShortestMakespan(), () => jobs.Max(job => job.SecondsLeft / Throughput(job))),
            (new FinishTimeFairness(), () => jobs.Max(job =>
                (job.SecondsHere + (job.SecondsLeft / Throughput(job)))
                    / (job.SecondsLeft / EqualShares.IsolatedSpeed(job, jobs.Length, gpus)))),
        ];
        foreach ((IShareObjective objective, Func<double> worst) in cases)
        {
            objective.Allocate(jobs, gpus);
            AssertWithinCapacity(jobs, gpus);
            double found = worst();
            for (int trial = 0; trial < 200; trial++)
            {
                Draw(jobs, gpus, random);
                Assert.That(worst(), Is.GreaterThan(found - (2e-3 * Math.Abs(found))), objective.GetType().Name);
            }
        }
    }

    private static double Throughput(ShareJob job) => job.Share.Zip(job.Speed, (share, speed) => share * speed).Sum();

    private static void AssertWithinCapacity(ShareJob[] jobs, int[] gpus)
    {
        Assert.That(jobs.Select(job => job.Share.Sum()), Is.All.LessThanOrEqualTo(1 + 1e-6));
        for (int model = 0; model < gpus.Length; model++)
        {
            Assert.That(jobs.Sum(job => job.Gpus * job.Share[model]), Is.LessThanOrEqualTo(gpus[model] + 1e-6));
        }
    }

    private static void Draw(ShareJob[] jobs, int[] gpus, RandomStream random)
    {
        foreach (ShareJob job in jobs)
        {
            for (int model = 0; model < gpus.Length; model++)
            {
                job.Share[model] = job.Gpus > gpus[model] ? 0 : random.NextDouble();
            }
        }

        for (int model = 0; model < gpus.Length; model++)
        {
            double used = jobs.Sum(job => job.Gpus * job.Share[model]);
            foreach (ShareJob job in jobs)
            {
                job.Share[model] *= used == 0 ? 1 : gpus[model] / used;
            }
        }

        foreach (ShareJob job in jobs)
        {
            double sum = Math.Max(job.Share.Sum(), 1);
            for (int model = 0; model < gpus.Length; model++)
            {
                job.Share[model] /= sum;
            }
        }
    }
}
