using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Gavel;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Gavel;

/// <summary>
/// Cost with deadlines on a fast GPU of price 3 and a slow one of price 1 and half the speed: by cost alone a job goes
/// to the slow one.
/// </summary>
[TestFixture]
internal sealed class DeadlineTests
{
    private static readonly ThroughputPerCost s_objective = new([3, 1], meetsDeadlines: true);

    // 100 s of work in 125 s: x + y / 2 = 0.8 with x + y = 1, so x = 0.6. In 1000 s the slow GPU suffices; in 50 s
    // nothing does, so that the deadline does not count.
    [TestCase(125, 0.6, 0.4)]
    [TestCase(1000, 0, 1)]
    [TestCase(50, 0, 1)]
    [TestCase(-1, 0, 1)]
    public void AJobGetsAsMuchOfTheFastGpuAsItsDeadlineNeeds(double deadline, double fast, double slow)
    {
        ShareJob[] jobs = [Due(0, deadline)];
        s_objective.Allocate(jobs, [1, 1]);
        Assert.That(jobs[0].Share, Is.EqualTo(new[] { fast, slow }).Within(1e-9));
    }

    // Each needs 0.6 of the only fast GPU: the later one is given up. The first, whose deadline is easier, is not.
    [Test]
    public void TheMostDemandingIsGivenUp()
    {
        ShareJob[] jobs = [Due(0, 130), Due(1, 125)];
        s_objective.Allocate(jobs, [1, 1]);
        Assert.That(Speed(jobs[0]), Is.GreaterThanOrEqualTo((100 / 130.0) - 1e-9));
        Assert.That(Speed(jobs[1]), Is.LessThan(0.8));
    }

    // Jobs without a deadline are alike and share what the others leave over.
    [Test]
    public void OthersShareEvenly()
    {
        ShareJob[] jobs =
            [Due(0, 125), Due(1, double.PositiveInfinity), Due(2, double.PositiveInfinity)];
        s_objective.Allocate(jobs, [1, 1]);
        Assert.That(Speed(jobs[0]), Is.GreaterThanOrEqualTo(0.8 - 1e-9));
        Assert.That(jobs[1].Share, Is.EqualTo(jobs[2].Share).Within(1e-9));
        Assert.That(jobs.Sum(job => job.Share[0]), Is.EqualTo(1).Within(1e-9));
    }

    // 720 s of work. By cost alone it takes 1440 s on the slow GPU. To be done in 960 s it needs half of its time on
    // the fast one: rounds of 360 s on fast, slow, fast, and it ends in the third at 900 s.
    [TestCase("cost", 1440)]
    [TestCase("cost-slo", 900)]
    public void RoundsHandTheTimeOut(string policy, double end)
    {
        Job job = Model.Job("a", 0, 1, 720);
        RunResult result = Simulation.Run(
            new Workload([
                job with
                {
                    Request = job.Request with
                    {
                        GpuSpeeds = [new("fast", 1), new("slow", 0.5)], Deadline = TimeSpan.FromSeconds(960),
                    },
                    Profile = job.Profile with { GpuSpeeds = [new("fast", 1), new("slow", 0.5)] },
                },
            ]),
            GavelClusters.Of(("fast", 1), ("slow", 1)) with
            {
                GpuModels =
                [
                    new GpuModel { Name = "fast", PricePerHour = 3 }, new GpuModel { Name = "slow", PricePerHour = 1 },
                ],
            },
            PolicyCatalog.Create("gavel", new Dictionary<string, string> { ["policy"] = policy }));

        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(end).Within(1e-3));
    }

    [Test]
    public void DeadlinesAreDrawnBySeed()
    {
        Workload jobs = Model.Jobs([.. Enumerable.Range(0, 90).Select(i => ($"{i}", (double)i, 1, 10.0))]);
        double[] drawn = [.. jobs.WithDeadlines([1.2, 2, 10], 3).Jobs.Select(Seconds)];

        Assert.That(drawn.Distinct().Order(), Is.EqualTo(new[] { 12.0, 20, 100 }));
        Assert.That(jobs.WithDeadlines([1.2, 2, 10], 3).Jobs.Select(Seconds), Is.EqualTo(drawn));
        Assert.That(jobs.WithDeadlines([1.2, 2, 10], 4).Jobs.Select(Seconds), Is.Not.EqualTo(drawn));
        Assert.That(jobs.WithDeadlines([5]).WithDeadlines([7]).Jobs.Select(Seconds), Is.All.EqualTo(50.0));
    }

    private static double Seconds(Job job) => job.Request.Deadline!.Value.TotalSeconds;

    private static double Speed(ShareJob job) => job.Share[0] + (0.5 * job.Share[1]);

    private static ShareJob Due(int index, double deadline) =>
        new(index, 1, [1, 0.5], 1) { SecondsLeft = 100, SecondsToDeadline = deadline };
}
