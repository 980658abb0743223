using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine.Failures;

/// <summary>Simulated failures against what is known of them on paper, with intervals from independent seeds.</summary>
public class FailureStatisticsTests
{
    // Renewal theory: after a long time a unit is away for the share MTTR / (MTBF + MTTR), whatever the distributions.
    [TestCase(1, RepairTimes.Exponential)]
    [TestCase(0.7, RepairTimes.LogNormal)]
    [TestCase(2, RepairTimes.Fixed)]
    public void TheShareOfTimeAwayIsRepairOverCycle(double shape, RepairTimes repair)
    {
        FailureModel model = new(Hours(90), Hours(10)) { Shape = shape, Repair = repair };
        double[] shares = [.. Seeds(12).Select(seed => ShareAway(model, seed))];
        AssertAgrees(shares, 0.1);
    }

    // A gang stops with the first of its N nodes: mean time to failure 1 / (N lambda). 8 nodes of 1000 h: 125 h.
    [Test]
    public void AGangFailsAsOftenAsAllItsNodesTogether()
    {
        double[] means = [.. Seeds(12).Select(seed =>
        {
            RunResult run = Long(8, 40_000, seed, new Overheads { CheckpointInterval = Hours(0.01) });
            return run.Jobs[0].RunTime.TotalHours / run.Jobs[0].Restarts;
        })];
        AssertAgrees(means, 125);
    }

    // Daly (2006): work over expected time with checkpoints of 6 min every 2 h, restarts of 12 min, and a failure every
    // 25 h of the gang. The first-order sum, 0.05 + 0.04 + 0.008, lies a little beside it.
    [Test]
    public void TheLossOfALongJobIsThatOfTheFormula()
    {
        Overheads costs = new()
        {
            CheckpointInterval = Hours(2), PeriodicCheckpoint = Hours(0.1), Restore = Hours(0.2),
        };
        double[] efficiency = [.. Seeds(12).Select(seed =>
        {
            JobResult job = Long(40, 6000, seed, costs).Jobs[0];
            return 1 - (job.WastedGpuSeconds / job.AllocatedGpuSeconds);
        })];
        double exact = 1 / CheckpointTimes.ExpectedStretch(0.1, 2, 0.2, 25);
        AssertAgrees(efficiency, exact);
        double firstOrder = 1 - CheckpointTimes.FirstOrderWaste(0.1, 2, 0.2, 25);
        Assert.That(firstOrder, Is.EqualTo(exact).Within(0.01));
    }

    // One job on so many single-GPU nodes, with spares enough that it goes on at once.
    private static RunResult Long(int nodes, double workHours, int seed, Overheads costs) => Simulation.Run(
        Model.Jobs(("a", 0, nodes, workHours * 3600)), Model.Gpus(nodes + 20, 1), Policies.Fifo(),
        new SimulationOptions { Seed = seed, Overheads = costs, Failures = new FailureModel(Hours(1000), Hours(1)) });

    private static double ShareAway(FailureModel model, int seed)
    {
        Platform platform = Model.Gpus(20, 1);
        // A job that asks for nothing of the nodes keeps the clock going.
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 1)), platform, new Waiting(),
            new SimulationOptions { Seed = seed, Failures = model, Horizon = SimTime.FromSeconds(3600 * 20_000) });
        double away = run.Outages!.Value.Sum(outage =>
            (SimTime.Min(outage.To, run.EndTime) - outage.From).TotalHours);
        return away / (platform.Nodes.Length * (run.EndTime - SimTime.Zero).TotalHours);
    }

    // Of 12 independent values, 99.9 % t interval: 4.437 standard errors.
    private static void AssertAgrees(double[] values, double expected)
    {
        double mean = Moments.Mean(values);
        double error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / 11 / 12);
        Assert.That(mean, Is.EqualTo(expected).Within(4.437 * error), $"standard error {error}");
        Assert.That(error / expected, Is.LessThan(0.03), "the interval is narrow enough to tell");
    }

    private static IEnumerable<int> Seeds(int count) => Enumerable.Range(1, count);

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private sealed class Waiting : ISchedulingPolicy
    {
        public string Name => "waiting";

        public void Schedule(SchedulingView view, Plan plan) =>
            plan.WakeAt(view.Now + TimeSpan.FromHours(100));
    }
}
