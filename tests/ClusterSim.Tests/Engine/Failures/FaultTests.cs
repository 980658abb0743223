using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine.Failures;

/// <summary>GPUs, racks and spot units that go and come back; all times by hand.</summary>
public class FaultTests
{
    // One node of two GPUs. a runs on GPU 0, b on GPU 1. GPU 0 is away from 10 to 40: a loses 10 s and waits until b
    // ends at 30, then runs on GPU 1 until 60.
    [Test]
    public void AFailedGpuStopsItsJobAndNoOther()
    {
        RunResult run = Run(
            Model.Gpus(1, 2), Listed(new Outage(At(10), At(40), 0, 0)), ("a", 0, 1, 30), ("b", 0, 1, 30));
        Assert.That(Ends(run), Is.EqualTo(new[] { 60.0, 30.0 }));
        Assert.That(run.Jobs.Select(job => job.LostGpuSeconds), Is.EqualTo(new[] { 10.0, 0.0 }));
    }

    // Both GPUs are wanted: the job waits for the repair, although the node is up.
    [Test]
    public void ANodeHasOneGpuLessUntilTheRepair()
    {
        RunResult run = Run(Model.Gpus(1, 2), Listed(new Outage(At(10), At(40), 0, 1)), ("a", 0, 2, 30));
        Assert.That(Ends(run), Is.EqualTo(new[] { 70.0 }));
        Assert.That(run.Outages, Is.EqualTo(new[] { new Outage(At(10), At(40), 0, 1) }));
    }

    // A pool of 100 GPUs: a holds GPUs 0 to 59 of it, b 60 to 99, as they were submitted; GPU 70 is b's. b restarts on
    // its 40 GPUs only when a ends at 30, since one is missing.
    [Test]
    public void AFailedGpuOfAPoolHitsOneJob()
    {
        RunResult run = Run(
            Model.Gpus(1, 100), Listed(new Outage(At(10), At(100), 0, 70)), ("a", 0, 60, 30), ("b", 0, 40, 30));
        Assert.That(Ends(run), Is.EqualTo(new[] { 30.0, 60.0 }));
    }

    // A GPU that its node's failure covers: the node comes back at 50, the GPU only at 80.
    [Test]
    public void AGpuMayBeAwayLongerThanItsNode()
    {
        RunResult run = Run(
            Model.Gpus(1, 2), Listed(new Outage(At(20), At(80), 0, 0), new Outage(At(10), At(50), 0)),
            ("a", 0, 1, 30), ("b", 0, 1, 30));
        Assert.That(Ends(run).Order(), Is.EqualTo(new[] { 80.0, 110.0 }));
    }

    // Two racks of two nodes. A job of four nodes stops with the first failure of a rack; all nodes of the rack go and
    // come back together.
    [Test]
    public void TheNodesOfARackFailTogether()
    {
        Platform racks = Racks();
        FaultOptions faults = new() { Domains = new FailureModel(S(100), S(10)) };
        RunResult run = Run(racks, new SimulationOptions { Faults = faults }, ("a", 0, 1, 400));
        var pairs = run.Outages!.Value.GroupBy(outage => (outage.From, outage.To, outage.Node / 2));
        Assert.That(run.Outages, Is.Not.Empty);
        Assert.That(pairs.Select(pair => pair.Count()), Is.All.EqualTo(2));
    }

    [Test]
    public void RackFailuresNeedRacks() => Assert.That(
        () => Run(
            Model.Gpus(2, 1), new SimulationOptions { Faults = new() { Domains = new FailureModel(S(9), S(9)) } },
            ("a", 0, 1, 5)),
        Throws.ArgumentException.With.Message.Contains("names the ToR switch"));

    // Notice suffices for a checkpoint of 5 s: nothing is lost, checkpoint and restore (3 s) are charged.
    [TestCase(10, 0)]
    // It does not: the job falls back to its beginning.
    [TestCase(4, 1)]
    public void AReclaimWithEnoughNoticeLosesNothing(double notice, int loses)
    {
        FaultOptions faults = new() { Spot = new SpotModel(S(200), S(20)) { Notice = S(notice), Share = 0.5 } };
        SimulationOptions options = new()
        {
            Faults = faults, Overheads = new Overheads { Checkpoint = S(5), Restore = S(3) }, Seed = 3,
        };
        // The second of two nodes is spot; the first is held by b.
        RunResult run = Run(Model.Gpus(2, 1), options, ("b", 0, 1, 2000), ("a", 0, 1, 200));
        JobResult job = run.Jobs[1];
        Assert.That(job.Restarts, Is.GreaterThan(0));
        Assert.That(job.LostGpuSeconds, loses == 0 ? Is.Zero : Is.GreaterThan(0));
        Assert.That(job.OverheadGpuSeconds, Is.EqualTo(job.Restarts * (loses == 0 ? 8 : 3)).Within(8));
        Assert.That(
            run.Outages!.Value.Select(outage => (outage.Node, outage.Cause)),
            Is.All.EqualTo((1, FailureCause.Spot)));
    }

    [Test]
    public void ANodeUnderNoticeTakesNoNewJobs()
    {
        NoticeLog log = new();
        FaultOptions faults = new() { Spot = new SpotModel(S(50), S(50)) { Notice = S(20) } };
        var jobs = Enumerable.Range(0, 60).Select(i => ($"j{i}", i * 7.0, 1, 3.0)).ToArray();
        Simulation.Run(
            Model.Jobs(jobs), Model.Gpus(2, 1), new FirstFitInOrder(), new SimulationOptions { Faults = faults }, log);
        Assert.That(log.Notices, Is.GreaterThan(5));
        Assert.That(log.StartsUnderNotice, Is.Zero);
    }

    // Common random numbers: what fails when does not depend on the policy.
    [Test]
    public void AllPoliciesSeeTheSameFailures()
    {
        FaultOptions faults = new()
        {
            Gpus = new FailureModel(S(900), S(60)) { Shape = 0.7 },
            Domains = new FailureModel(S(700), S(30)) { Repair = RepairTimes.LogNormal },
            Spot = new SpotModel(S(800), S(40)) { SingleGpus = true },
        };
        SimulationOptions options = new() { Faults = faults, Failures = new FailureModel(S(500), S(50)), Seed = 11 };
        var jobs = Enumerable.Range(0, 80).Select(i => ($"j{i}", i * 5.0, 1 + (i % 3), 10.0 + (i % 50))).ToArray();
        var first = Simulation.Run(Model.Jobs(jobs), Racks(), Policies.Fifo(), options);
        var second = Simulation.Run(Model.Jobs(jobs), Racks(), new FirstFitInOrder(), options);
        SimTime until = SimTime.Min(first.EndTime, second.EndTime);
        Assert.That(Until(first, until), Is.EqualTo(Until(second, until)));
        Assert.That(Until(first, until), Has.Length.GreaterThan(10));

        static Outage[] Until(RunResult run, SimTime time) => [.. run.Outages!.Value.Where(outage => outage.To < time)];
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void TheBooksBalanceWhateverFails(int seed)
    {
        SimulationOptions options = new()
        {
            Seed = seed,
            Failures = new FailureModel(S(400), S(20)) { Shape = 0.7, Repair = RepairTimes.Fixed },
            Faults = new FaultOptions
            {
                Gpus = new FailureModel(S(600), S(60)), Domains = new FailureModel(S(900), S(30)),
                Spot = new SpotModel(S(700), S(40)) { Notice = S(5), Share = 0.5 },
                Retries = new RetryModel { MaxEvictions = 20 },
            },
            Overheads = new Overheads { CheckpointInterval = S(7), PeriodicCheckpoint = S(1), Restore = S(2) },
        };
        var jobs = Enumerable.Range(0, 300).Select(i => ($"j{i}", i * 2.0, 1 + (i % 4), 5.0 + (i % 40))).ToArray();
        // The engine checks every node that an event touches, and all at the end.
        RunResult run = Run(Racks(), options, jobs);
        foreach (JobResult job in run.Jobs)
        {
            double causes = job.OverheadGpuSeconds + job.LostGpuSeconds + job.IdleGpuSeconds + job.FailedGpuSeconds;
            Assert.That(causes, Is.EqualTo(job.WastedGpuSeconds).Within(1e-9));
            Assert.That(job.WastedGpuSeconds, Is.LessThanOrEqualTo(job.AllocatedGpuSeconds + 1e-6));
            if (job.Status == JobStatus.Completed)
            {
                int index = run.Jobs.IndexOf(job);
                double useful = run.Workload.Jobs[index].Profile.RunTime.TotalSeconds * job.Gpus;
                Assert.That(job.AllocatedGpuSeconds - job.WastedGpuSeconds, Is.EqualTo(useful).Within(1e-5));
            }
        }
    }

    private static Platform Racks()
    {
        Platform plain = Model.Gpus(4, 2);
        return plain with { Nodes = [.. plain.Nodes.Select((node, i) => node with { Tor = $"tor-{i / 2}" })] };
    }

    private static SimulationOptions Listed(params Outage[] outages) =>
        new() { Faults = new FaultOptions { Listed = [.. outages] } };

    private static RunResult Run(
        Platform platform, SimulationOptions options, params (string, double, int, double)[] jobs) =>
        Simulation.Run(Model.Jobs(jobs), platform, new FirstFitInOrder(), options);

    private static IEnumerable<double> Ends(RunResult run) => run.Jobs.Select(job => job.EndTime.Seconds);

    private static SimTime At(double seconds) => SimTime.FromSeconds(seconds);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private sealed class NoticeLog : IEventObserver
    {
        private readonly HashSet<int> _noticed = [];

        public int Notices { get; private set; }

        public int StartsUnderNotice { get; private set; }

        public void Observe(in SimulationEvent happened)
        {
            if (happened.Kind == EventKind.ReclaimNoticed)
            {
                Notices++;
                _noticed.Add(happened.Node);
            }
            else if (happened.Kind == EventKind.NodeUp)
            {
                _noticed.Remove(happened.Node);
            }
            else if (happened.Kind == EventKind.JobStarted && _noticed.Contains(happened.Node))
            {
                StartsUnderNotice++;
            }
        }
    }
}
