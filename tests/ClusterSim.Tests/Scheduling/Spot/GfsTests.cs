using ClusterSim.Engine;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Spot;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Spot;

/// <summary>Spot jobs beside high-priority jobs, on schedules that were worked out by hand.</summary>
public class GfsTests
{
    private const double Hour = 3600;

    // Spot holds both GPUs; high wants one from 10 to 20. Spot starts anew at 20, or with its 90 s left.
    [TestCase("kill", 120)]
    [TestCase("checkpoint", 110)]
    public void AHighPriorityJobEvictsSpotJobs(string stop, double end)
    {
        RunResult result = Run(
            Model.Gpus(1, 2), [Spot("spot", 0, 2, 100), High("high", 10, 1, 10)], ("stop", stop));

        Assert.That(result.Jobs.Select(job => job.EndTime.Seconds), Is.EqualTo(new[] { end, 20 }));
        Assert.That(result.Jobs[0].Restarts, Is.EqualTo(1));
    }

    // Two nodes of two GPUs: a and b hold one GPU each of the first for 100 s when c takes the second at 60. At 100 a
    // job of two GPUs on one node comes: c has done 80 GPU-s, a and b 200.
    [Test]
    public void ThoseWhoLoseLeastAreEvicted()
    {
        RunResult result = Run(
            Model.Gpus(2, 2),
            [Spot("a", 0, 1, 500), Spot("b", 0, 1, 500), Spot("c", 60, 2, 500), High("high", 100, 1, 10, 2)],
            ("guarantee", "10s"));

        Assert.That(result.Jobs.Select(job => job.Restarts), Is.EqualTo(new[] { 0, 0, 1, 0 }));
    }

    // As above, but c runs only for 40 s of 50 that it is guaranteed; a and b go although they lose more.
    [Test]
    public void AGuaranteeIsKeptWhereAnotherJobCanGo()
    {
        RunResult result = Run(
            Model.Gpus(2, 2),
            [Spot("a", 0, 1, 500), Spot("b", 0, 1, 500), Spot("c", 60, 2, 500), High("high", 100, 1, 10, 2)],
            ("guarantee", "50s"));

        Assert.That(result.Jobs.Select(job => job.Restarts), Is.EqualTo(new[] { 1, 1, 0, 0 }));
    }

    // Every day at noon a high-priority job holds three of four GPUs for an hour; another holds one all the time. After
    // twenty days a spot job of three GPUs and one hour comes at 11:40. With a reserve it waits until 13:00 and is left
    // alone; without it starts at once and is evicted at noon.
    [TestCase("0.9", 13, 0)]
    [TestCase("none", 11.0 + (40.0 / 60), 1)]
    public void TheReserveForeseesWhatComesEveryDay(string rate, double start, int evictions)
    {
        const int days = 20;
        RunResult result = Run(
            Model.Gpus(1, 4),
            [
                High("base", 0, 1, (days + 2) * 24 * Hour),
                .. Enumerable.Range(0, days + 1).Select(
                    day => High($"noon-{day:00}", ((day * 24) + 12) * Hour, 3, Hour)),
                Spot("spot", ((days * 24) + 11 + (40.0 / 60)) * Hour, 3, Hour),
            ],
            ("guarantee-rate", rate));
        JobResult spot = result.Jobs.Single(job => job.Gpus == 3 && job.SubmitTime.Seconds % Hour > 1);

        Assert.That((spot.StartTime.Seconds / Hour) - (days * 24), Is.EqualTo(start).Within(1e-6));
        Assert.That(spot.Restarts, Is.EqualTo(evictions));
    }

    // A high-priority gang of 4 GPUs waits for a running one of 2 (until 100): the two free GPUs are kept for it.
    [Test]
    public void WhatHighPriorityJobsWaitForIsNotGivenToSpotJobs()
    {
        RunResult result = Run(
            Model.Gpus(1, 4), [High("a", 0, 2, 100), High("b", 10, 4, 10), Spot("spot", 20, 1, 5)]);

        Assert.That(result.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 100, 110 }));
    }

    // Ten starts, nine in ten guaranteed: one may be broken. The second one raises the reserve by a tenth; when a spot
    // job waits for the reserve alone it shrinks by a tenth, as long as no more than allowed are broken.
    [Test]
    public void BrokenGuaranteesRaiseTheReserve()
    {
        ReserveFactor factor = new(new GfsOptions
        {
            HighPriority = 1, Guarantee = TimeSpan.FromHours(1), GuaranteeRate = 0.9, Learns = true, Feedback = true,
            Interval = TimeSpan.FromMinutes(10), Checkpoints = false, Placement = new BestFit(),
        });
        for (int i = 0; i < 10; i++)
        {
            factor.Started();
        }

        factor.HeldBack();
        factor.Advance(1);
        Assert.That(factor.Value, Is.EqualTo(1 / 1.1).Within(1e-12));
        factor.Broken();
        factor.Broken();
        factor.Advance(1);
        Assert.That(factor.Value, Is.EqualTo(1).Within(1e-12));
        factor.Advance(100);
        Assert.That(factor.Value, Is.EqualTo(4), "both fade alike, so it grows up to its bound");
    }

    [Test]
    public void OptionsAreChecked()
    {
        PolicyException error = Assert.Throws<PolicyException>(() => PolicyCatalog.Create(
            "gfs", new Dictionary<string, string> { ["guarantee"] = "2d", ["guarantee-rate"] = "0.4" }))!;

        Assert.That(error.Message, Does.Contain("at most 24h").And.Contain("above 0.5 and below 1"));
    }

    private static RunResult Run(
        ClusterSim.Platforms.Platform platform, Job[] jobs, params (string Name, string Value)[] options) =>
        Simulation.Run(
            new Workload([.. jobs]), platform,
            PolicyCatalog.Create("gfs", options.ToDictionary(option => option.Name, option => option.Value)));

    private static Job Spot(string id, double submit, int gpus, double run) => Model.Job(id, submit, gpus, run);

    private static Job High(string id, double submit, int instances, double run, int gpus = 1)
    {
        Job job = Model.Job(id, submit, instances, run);
        return job with
        {
            Request = job.Request with { Priority = 1, PerInstance = new ResourceVector(Gpus: gpus) },
        };
    }
}
