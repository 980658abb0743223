using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine.Failures;

/// <summary>
/// What fails when, against the distributions that were asked for and what independent alternating renewal processes
/// give on paper. No job runs; 40 nodes with 2 GPUs in 5 racks for 20,000 h.
/// </summary>
public class FailureDistributionTests
{
    private const int NodeCount = 40, RackNodes = 8;
    private const double Length = 20_000;

    // Weibull: F(t) = 1 - exp(-(t / scale)^shape), scale = mean / Gamma(1 + 1 / shape); the Gammas are SciPy's.
    // Kolmogorov and Smirnov's distance exceeds 1.95 / sqrt(n) once in 1,000 times.
    [TestCase(1, 1)]
    [TestCase(0.7, 1.2658235060572833)]
    [TestCase(2, 0.886226925452758)]
    public void TimesBetweenFailuresOfAGpuFollowTheirDistribution(double shape, double gamma)
    {
        FailureModel model = new(Hours(100), Hours(5)) { Shape = shape };
        double[] lengths = [.. UpTimes(Outages(new FaultOptions { Gpus = model }))];
        Array.Sort(lengths);
        double distance = lengths.Select((t, i) =>
        {
            double expected = 1 - Math.Exp(-Math.Pow(t * gamma / 100, shape));
            return Math.Max(Math.Abs(expected - (i / (double)lengths.Length)),
                Math.Abs(expected - ((i + 1) / (double)lengths.Length)));
        }).Max();
        Assert.That(lengths, Has.Length.GreaterThan(10_000));
        Assert.That(distance, Is.LessThan(1.95 / Math.Sqrt(lengths.Length)));
    }

    // Up 100 h, away 25 h: each of 80 GPUs is away for a fifth of the time.
    [Test]
    public void AGpuIsAwayForRepairOverCycle()
    {
        FailureModel model = new(Hours(100), Hours(25));
        double away = Outages(new FaultOptions { Gpus = model }).Sum(Hours);
        // A cycle's share away varies by MTBF x MTTR x sqrt(2) / cycle^2 = 0.226; 12,800 cycles; 4 standard errors.
        Assert.That(away / (2 * NodeCount * Length), Is.EqualTo(0.2).Within(4 * 0.226 / Math.Sqrt(12_800)));
    }

    // Nodes up 0.9 of the time, racks 0.95, independent of each other. Two nodes of a rack are away at once for
    // 0.95 x 0.1^2 + 0.05 = 0.0595 of the time, two of different racks for (1 - 0.95 x 0.9)^2 = 0.021025.
    [Test]
    public void NodesOfARackFailTogether()
    {
        FaultOptions racks = new() { Domains = new FailureModel(Hours(190), Hours(10)) };
        Outage[] all = Outages(racks, new FailureModel(Hours(90), Hours(10)));
        double[] same = [.. Enumerable.Range(0, 20).Select(i => Both(all, 2 * i, (2 * i) + 1))];
        double[] other = [.. Enumerable.Range(0, 20).Select(i => Both(all, i, i + 20))];
        // The first scatters with 500 cycles of racks: 0.05 x 0.95 x sqrt(2) / sqrt(500) = 0.003; twice that.
        Assert.That(same.Average(), Is.EqualTo(0.0595).Within(0.006));
        Assert.That(other.Average(), Is.EqualTo(0.021025).Within(0.003));
    }

    [Test]
    public void ARackTakesAllItsNodesAndNoOthers()
    {
        Outage[] all = Outages(new FaultOptions { Domains = new FailureModel(Hours(500), Hours(10)) });
        var byTime = all.GroupBy(outage => (outage.From, outage.To)).ToArray();
        Assert.That(byTime.Select(rack => rack.Count()), Is.All.EqualTo(RackNodes));
        Assert.That(
            byTime.Select(rack => rack.Select(outage => outage.Node / RackNodes).Distinct().Count()),
            Is.All.EqualTo(1));
        Assert.That(all.Select(outage => outage.Node).Distinct().Count(), Is.EqualTo(NodeCount));
    }

    // Between reclaims 12 h, half an hour of notice, away for 2 h: a cycle of 14.5 h for each of the last 10 nodes, in
    // 20,000 h 13,793 reclaims; their number varies by sqrt(12^2 + 2^2) / 14.5 of its root: 98.5.
    [Test]
    public void SpotCapacityIsReclaimedAsOftenAsAsked()
    {
        Outage[] all = Outages(new FaultOptions
        {
            Spot = new SpotModel(Hours(12), Hours(2)) { Notice = Hours(0.5), Share = 0.25 },
        });
        Assert.That(all, Has.Length.EqualTo(13_793).Within(4 * 98.5));
        Assert.That(all.Select(outage => (outage.Node >= 30, outage.Cause)), Is.All.EqualTo((true, FailureCause.Spot)));
        Assert.That(all.Sum(Hours) / (10 * Length), Is.EqualTo(2 / 14.5).Within(0.006));
    }

    private static Outage[] Outages(FaultOptions faults, FailureModel? nodes = null)
    {
        Platform plain = Model.Gpus(NodeCount, 2);
        Platform racks = plain with
        {
            Nodes = [.. plain.Nodes.Select((node, i) => node with { Tor = $"tor-{i / RackNodes}" })],
        };
        SimulationOptions options = new()
        {
            Failures = nodes, Faults = faults, Horizon = SimTime.FromSeconds(3600 * Length),
        };
        return [.. Simulation.Run(Model.Jobs(("a", 0, 1, 1)), racks, new Waiting(), options).Outages!.Value];
    }

    private static IEnumerable<double> UpTimes(Outage[] outages) =>
        outages.GroupBy(outage => (outage.Node, outage.Gpu)).SelectMany(unit =>
            unit.Zip(unit.Skip(1), (before, next) => (next.From - before.To).TotalHours)
                .Prepend((unit.First().From - SimTime.Zero).TotalHours));

    private static double Both(Outage[] all, int nodeA, int nodeB)
    {
        Outage[] a = [.. all.Where(outage => outage.Node == nodeA)], b = [.. all.Where(outage => outage.Node == nodeB)];
        return a.Sum(one => b.Sum(other => Math.Max(
            0, (SimTime.Min(End(one), End(other)) - SimTime.Max(one.From, other.From)).TotalHours))) / Length;
    }

    private static double Hours(Outage outage) => (End(outage) - outage.From).TotalHours;

    private static SimTime End(Outage outage) => SimTime.Min(outage.To, SimTime.FromSeconds(3600 * Length));

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private sealed class Waiting : ISchedulingPolicy
    {
        public string Name => "waiting";

        public void Schedule(SchedulingView view, Plan plan) => plan.WakeAt(view.Now + Hours(100));
    }
}
