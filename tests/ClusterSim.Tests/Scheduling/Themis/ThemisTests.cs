using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Themis;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Themis;

/// <summary>Schedules and payments worked out by hand, and what must hold on random workloads.</summary>
[TestFixture]
internal sealed class ThemisTests
{
    [Test]
    public void TheWorstOffGoesFirstAndKeepsItsLease()
    {
        // One GPU, N = 2. T_id = 2 x work. At 0: "a" (6000 + 1200) / 12000 = 0.6, "b" (600 + 1200) / 1200 = 1.5: "b"
        // goes first and ends at 600; "a" is alone then, its lease is renewed, it ends at 6600.
        RunResult result = Run(("a", 0, 1, 6000), ("b", 0, 1, 600));
        Assert.That(result.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new[] { 6600.0, 600.0 }));
        Assert.That(result.Jobs.Select(job => job.Restarts), Is.All.Zero);
    }

    [Test]
    public void EqualJobsTakeTurnsByLeases()
    {
        // Both have 6000 s of work. The one that waited is worse off by 1200 s / 12000 s each time: "a" runs from 0,
        // 2400, 4800, 7200 and 9600, "b" between; "a" ends at 10800, "b" at 12000. One bidder pays nothing.
        RunResult result = Run(("a", 0, 1, 6000), ("b", 0, 1, 6000));
        Assert.That(result.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new[] { 10_800.0, 12_000.0 }));
        Assert.That(result.Jobs.Select(job => job.Restarts), Is.EqualTo(new[] { 4, 4 }));
    }

    [Test]
    public void WhoGainsMoreWinsEveryTime()
    {
        // Filter 0: both bid for one GPU, T_id cancels. Gain of "a": (1200 + 6000) / 6000 = 1.2; of "b" (1200 + 12000)
        // / 12000 = 1.1. "a" wins and takes 1.1 from "b": it keeps 1/1.1 of 1200 s, to 1090.909 s. Then its gain is
        // (1090.909 + 1200 + 4909.091) / 6000 = 1.2, that of "b" 14290.909 / 13090.909 = 1.0917: "a" wins again, and
        // so on to its end at 6000: "b" starts then.
        RunResult result = Run([("filter", "0")], ("a", 0, 1, 6000), ("b", 0, 1, 12_000));
        Assert.That(result.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new[] { 6000.0, 18_000.0 }));
    }

    [Test]
    public void WinnersAndPaymentsAreThoseOfTheMechanism()
    {
        // Three GPUs: {0, 2} gains 1.5. Without 0 the others would have 0.9 and have 0.5: it keeps e^-0.4; without 2
        // the others would have 1.4 and have 1.0: e^-0.4, too.
        ThemisBid[] bids = [new(0, 2, 0, 1.0), new(1, 1, 0, 0.4), new(2, 1, 0, 0.5)];
        SortedDictionary<int, double> kept = PartialAllocation.Solve(bids, 3);
        Assert.That(kept.Keys, Is.EqualTo(new[] { 0, 2 }));
        Assert.That(kept.Values, Is.All.EqualTo(Math.Exp(-0.4)).Within(1e-12));
    }

    [Test]
    public void TheWinnersAreTheBestOfAllSets([Range(1, 30)] int seed)
    {
        RandomStream random = new(seed, "bids");
        ThemisBid[] bids =
        [
            .. Enumerable.Range(0, 1 + random.NextInt(9))
                .Select(i => new ThemisBid(i, 1 + random.NextInt(5), 0, random.NextDouble())),
        ];
        int gpus = random.NextInt(12);
        double best = Enumerable.Range(0, 1 << bids.Length)
            .Select(set => bids.Where((_, i) => (set & (1 << i)) != 0).ToArray())
            .Where(set => set.Sum(bid => bid.Gpus) <= gpus)
            .Max(set => set.Sum(bid => bid.Gain));
        SortedDictionary<int, double> kept = PartialAllocation.Solve(bids, gpus);
        Assert.That(kept.Keys.Sum(at => bids[at].Gain), Is.EqualTo(best).Within(1e-12));
        Assert.That(kept.Keys.Sum(at => bids[at].Gpus), Is.LessThanOrEqualTo(gpus));
        Assert.That(kept.Values, Is.All.GreaterThan(0).And.All.LessThanOrEqualTo(1));
    }

    [Test]
    public void DistanceLowersABid()
    {
        // 100 s here, 50 s of work at half the speed: 200 s, of 400 s alone.
        Assert.That(FinishTimeRatio.Of(100, 0, 50, 0.5, 400), Is.EqualTo(0.5));
        Assert.That(FinishTimeRatio.Alone(100, 4, 8, 4), Is.EqualTo(200), "its part is 2 of the 4 GPUs it asks for");
        Assert.That(FinishTimeRatio.Alone(100, 1, 8, 4), Is.EqualTo(100), "more than it asks for is of no use");
    }

    /// <summary>Nobody waits who fits, everybody ends, and nobody is stopped before a lease could be over.</summary>
    [TestCase("auction")]
    [TestCase("worst-first")]
    public void GpusAreNeverIdleWhileSomebodyFits(string allocation)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            RandomStream random = new(seed, "themis-workloads");
            Workload workload = new(Enumerable.Range(0, 25).Select(i => Model.Job(
                $"j{i}", random.NextInt(4000), 1 + random.NextInt(5), 60 + random.NextInt(6000))));
            int looks = 0;
            DelegatePolicy policy = new(Create([("allocation", allocation)]), after: view =>
            {
                // What this pass stopped is looked at again 100 ns later.
                foreach (int job in view.Pending)
                {
                    looks++;
                    bool justStopped = view.Job(job).Restarts > 0 && view.Job(job).QueuedSince == view.Now;
                    bool fits = new Packed().Place(view.Free, view.Job(job).Demand) is not null;
                    Assert.That(fits && !justStopped, Is.False, $"job {job}");
                }
            });
            RunResult result = Simulation.Run(workload, Model.Gpus(3, 4), policy);
            Assert.That(looks, Is.GreaterThan(50));
            Assert.That(result.Jobs.Select(job => job.Status), Is.All.EqualTo(JobStatus.Completed));
            Assert.That(result.Refusals, Is.Empty);
        }
    }

    [Test]
    public void ItSaysWhatIsMissing()
    {
        Job job = Model.Job("a", 0, 1, 10);
        job = job with { Request = job.Request with { Walltime = null } };
        Assert.That(
            () => Simulation.Run(new Workload([job]), Model.Gpus(1, 1), Create([])),
            Throws.TypeOf<PolicyException>().With.Message.Contains("'themis' needs the work of each job"));
    }

    private static RunResult Run(params (string Id, double Submit, int Gpus, double Run)[] jobs) => Run([], jobs);

    private static RunResult Run(
        (string Name, string Value)[] options, params (string Id, double Submit, int Gpus, double Run)[] jobs) =>
        Simulation.Run(Model.Jobs(jobs), Model.Gpus(1, 1), Create(options));

    private static ISchedulingPolicy Create((string Name, string Value)[] options) => PolicyCatalog.Create(
        "themis", options.ToDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal));
}
