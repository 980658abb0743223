using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Energy;
using ClusterSim.Tests.Engine;
using ClusterSim.Tests.Engine.Power;

namespace ClusterSim.Tests.Scheduling.Energy;

/// <summary>Policies that save energy, on clusters of a few GPUs worked out by hand.</summary>
public class EnergyPolicyTests
{
    private static readonly SleepState s_sleep = new()
    {
        Watts = 5, SwitchOffTime = TimeSpan.FromSeconds(10), SwitchOffWatts = 80,
        SwitchOnTime = TimeSpan.FromSeconds(30), SwitchOnWatts = 120,
    };

    // Node 1 is idle from 0 and sleeps from 20 + 10 on. B comes at 50 and waits for the 30 s of booting.
    [TestCase("20s", "0", 80)]
    // One idle node stays warm: B starts at once.
    [TestCase("20s", "1", 50)]
    // Break-even: (10 · 80 + 30 · 120) / (110 − 5) = 41.905 s. At 50 the node is still falling asleep, until 51.905;
    // then it is woken.
    [TestCase("break-even", "0", 81.904761904)]
    [TestCase("1h", "0", 50)]
    public void IdleNodesSleepAndWakeForJobs(string idle, string warm, double start)
    {
        RunResult run = Run(
            "idle-shutdown", [("idle-time", idle), ("warm-nodes", warm), ("base", "fifo")], 2,
            ("a", 0, 1, 100), ("b", 50, 1, 20));

        Assert.That(run.Jobs[1].StartTime.Seconds, Is.EqualTo(start).Within(1e-6));
    }

    // Without a topology congestion-aware adds nothing: what it wraps must see the same events and do the same.
    [Test]
    public void AWrappedPolicyDoesAsItDoesAlone()
    {
        RunResult run = Run(
            "congestion-aware", [("base", "idle-shutdown"), ("base.idle-time", "20s"), ("base.base", "fifo")], 2,
            ("a", 0, 1, 100), ("b", 50, 1, 20));

        Assert.That(run.Jobs[1].StartTime.Seconds, Is.EqualTo(80));
    }

    // The node may sleep once a day: idle from 100 to 300 it does, from 330 + 10 on it does not, so that C starts at
    // once.
    [Test]
    public void ANodeSleepsNoMoreOftenThanAllowed()
    {
        RunResult run = Run(
            "idle-shutdown", [("idle-time", "20s"), ("cycles-per-day", "1"), ("base", "fifo")], 1,
            ("a", 0, 1, 100), ("b", 300, 1, 10), ("c", 900, 1, 10));

        Assert.That(run.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 330, 900 }));
    }

    // Node 2 sleeps from 30 on; A holds node 0, and node 1 is free when H comes at 50 and wants all three. Node 2 is
    // woken and is there at 80, so that H can start when A ends, at the earliest at 80. L would run past that and has
    // to wait, although without node 2 no end of A would tell when H starts; F, which ends by then, does not.
    [TestCase(100, 48, 100)]
    [TestCase(60, 28, 80)]
    public void NodesThatBootAreReservedForTheHead(double end, double fits, double head)
    {
        RunResult run = Run(
            "idle-shutdown", [("idle-time", "20s"), ("base", "easy")], 3,
            ("a", 0, 1, end), ("b", 0, 1, 45), ("h", 50, 3, 100), ("l", 51, 1, fits + 2), ("f", 52, 1, fits));

        Assert.That(
            run.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 0, head, head + 100, 52 }));
    }

    // 4 GPUs of 10 to 110 W, 440 W with all busy: a cap of 0.55 is 242 W, 202 above idle: two GPUs. C needs both from
    // 100 on, when A ends; D ends by then and starts when B ends; E would not and starts after C.
    [Test]
    public void WattsAreReservedLikeNodes()
    {
        RunResult run = Run(
            "power-cap", [("cap", "0.55")], 4,
            ("a", 0, 1, 100), ("b", 0, 1, 50), ("c", 0, 2, 100), ("e", 1, 1, 60), ("d", 2, 1, 40), ("f", 3, 3, 10));

        Assert.Multiple(() =>
        {
            Assert.That(
                run.Jobs.Take(5).Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 0.0, 0, 100, 200, 50 }));
            Assert.That(run.Jobs[5].Status, Is.EqualTo(JobStatus.Rejected), "three GPUs break the cap even alone");
            Assert.That(run.Energy!.PeakWatts, Is.EqualTo(240).Within(1e-9));
        });
    }

    // A V100 at half of its 250 W: 0.675 of the speed and 0.464 of the power, as measured.
    [Test]
    public void EveryJobThatStartsIsLimited()
    {
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 100), ("b", 10, 1, 100)), ZeusRuns.Platform("V100", 35, 250),
            PolicyCatalog.Create("gpu-power-limit"), new SimulationOptions { Power = new PowerOptions() });

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[1].RunTime.TotalSeconds, Is.EqualTo(100 / 0.675).Within(1e-6));
            Assert.That(run.Energy!.TotalJoules, Is.EqualTo(2 * 116 * 100 / 0.675).Within(1e-3));
        });
    }

    // Zeus: energy alone (eta 1) wants the limit of the least power over speed: 0.720 / 0.9 = 0.8 at 0.8 and
    // 0.645 / 0.827 = 0.78 at 0.7, 0.464 / 0.675 = 0.687 at 0.5; time alone (eta 0) wants no limit that costs speed.
    [TestCase(1, 0.5)]
    [TestCase(0, 1.2)]
    public void TheBestLimitFollowsWhatCounts(double eta, double share) =>
        Assert.That(PowerLimitRule.BestShare(PowerCapCurve.V100, eta), Is.EqualTo(share).Within(1e-9));

    // 20 nodes, all awake. Use falls from 12 to 6: the mean of the last 3 steps, 10, lies 4 above it; on the first day
    // the forecast is the present use, so that a forecast threshold of 0 is met. 6 + 2 stay awake. When 9 are in use 11
    // are awake, and for 2 steps none may sleep: at the third, 2 below the mean of 5, only 3 + 2 stay awake.
    [Test]
    public void TheServiceFollowsTheArtefactsRule()
    {
        CesController service = new(
            new CesOptions
            {
                History = 3, HistoryThreshold = 1, ForecastThreshold = 0, LeastNodes = 2, Buffer = 2, Keep = 2,
            },
            20);

        Assert.That(
            new[] { 12, 12, 6, 6, 9, 3, 9, 3 }.Select(service.Decide),
            Is.EqualTo(new[] { 20, 20, 8, 8, 11, 11, 11, 5 }));
    }

    // A day later it knows what comes: yesterday use rose by 5 within the hour.
    [Test]
    public void TheForecastIsYesterdaysChange()
    {
        CesController service = new(new CesOptions { Step = TimeSpan.FromHours(6) }, 20);
        foreach (int used in new[] { 4, 9, 2, 3, 6 })
        {
            service.Decide(used);
        }

        Assert.That(
            new[] { service.Forecast(1), service.Forecast(2), service.Forecast(5) }, Is.EqualTo(new[] { 11.0, 4, 6 }));
    }

    [TestCase("ces")]
    [TestCase("idle-shutdown")]
    public void EveryJobStillRuns(string policy)
    {
        RunResult run = Run(
            policy, [("base", "easy")], 8,
            [
                .. Enumerable.Range(0, 60)
                    .Select(i => ($"j{i}", i * 997.0 % 20_000, 1 + (i % 5), 50.0 + (i * 37 % 900))),
            ]);

        Assert.That(run.Jobs.Select(job => job.Status), Is.All.EqualTo(JobStatus.Completed));
    }

    private static RunResult Run(
        string policy, (string Name, string Value)[] options, int nodes,
        params (string Id, double Submit, int Gpus, double Run)[] jobs) => Simulation.Run(
        Model.Jobs(jobs), PowerAccountTests.Gpus(nodes, policy == "power-cap" ? 0 : 100, 10, 110, gpus: 1),
        PolicyCatalog.Create(policy, options.ToDictionary(o => o.Name, o => o.Value)),
        new SimulationOptions { Power = new PowerOptions { Sleep = s_sleep } });
}
