using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;
using static ClusterSim.Tests.Scheduling.Peers.PeerModel;

namespace ClusterSim.Tests.Scheduling.Peers;

/// <summary>The rules of batsched 1.4.0 one by one, worked out by hand on four machines.</summary>
public sealed class BatschedTests
{
    // The head (4 machines) expects 100 when it becomes the head; job 1 ends at 50 already, but the expectation stays:
    // job 4 (49 s) passes at 50 although the head could have started at 90 then.
    [Test]
    public void TheFastHeadKeepsItsFirstExpectation() =>
        Assert.That(
            Starts(
                "easy-fast-batsched", 4,
                [
                    Job("1", 0, 2, 100, 50), Job("2", 0, 2, 90, 90), Job("3", 1, 4, 50, 50), Job("4", 2, 2, 49, 49),
                ]),
            Is.EqualTo(new double[] { 0, 0, 99, 50 }));

    // Textbook EASY starts job 3 at 2: it runs on the machine that the head leaves over.
    [Test]
    public void TheFastVariantKnowsNoExtraNodes() =>
        Assert.That(
            Starts(
                "easy-fast-batsched", 4, [Job("1", 0, 3, 100, 100), Job("2", 1, 3, 50, 50), Job("3", 2, 1, 500, 500)]),
            Is.EqualTo(new double[] { 0, 100, 100 }));

    // In easy_bf machines count: job 3 takes the fourth machine for ever, and the head has the first three.
    [Test]
    public void TheHeadOfEasyReservesTheLowestMachines() =>
        Assert.That(
            Starts(
                "easy-batsched", 4, [Job("1", 0, 3, 100, 100), Job("2", 1, 3, 50, 50), Job("3", 2, 1, 500, 500)]),
            Is.EqualTo(new double[] { 0, 100, 2 }));

    // Jobs 1 and 2 hold three machines one after the other, job 3 then holds four from 2 x (100 + delay) on. Job 4
    // takes the fourth machine at 2 if 2 + 203 + delay is not later: so with 5 s, but not with 0 s; then it follows
    // job 3.
    [TestCase("5s", 2)]
    [TestCase("0s", 250)]
    public void TheDelayStandsInEveryPlan(string delay, double start) =>
        Assert.That(
            Starts(
                "conservative-batsched", 4,
                [
                    Job("1", 0, 3, 100, 100), Job("2", 1, 3, 100, 100), Job("3", 1, 4, 50, 50),
                    Job("4", 2, 1, 203, 10),
                ], true, ("rjms_delay", delay)),
            Is.EqualTo(new[] { 0, 100, 200, start }));

    // Jobs of one instant are queued by their ids as text: "10" before "9".
    [TestCase("fcfs-batsched")]
    [TestCase("filler-batsched")]
    [TestCase("easy-fast-batsched")]
    [TestCase("easy-batsched")]
    [TestCase("conservative-batsched")]
    public void IdsAreOrderedAsText(string policy) =>
        Assert.That(
            Starts(policy, 4, [Job("9", 0, 4, 100, 100), Job("10", 0, 4, 100, 100)]),
            Is.EqualTo(new double[] { 100, 0 }));

    [Test]
    public void TheFillerPassesWhateverDoesNotFit() =>
        Assert.That(
            Starts("filler-batsched", 4, [Job("1", 0, 3, 9, 9), Job("2", 1, 2, 9, 9), Job("3", 2, 1, 99, 99)]),
            Is.EqualTo(new double[] { 0, 9, 2 }));

    // easy_bf and conservative_bf turn jobs away that have no walltime; the others do not look at it.
    [TestCase("easy-batsched", double.NaN)]
    [TestCase("conservative-batsched", double.NaN)]
    [TestCase("filler-batsched", 1)]
    public void PlansNeedWalltimes(string policy, double start) =>
        Assert.That(Starts(policy, 4, [Job("1", 1, 1, null, 9)]), Is.EqualTo(new[] { start }));

    // A machine is one processor: an instance of two cores has no machine of its own, except where all are on one node.
    [TestCase("cores:2x2", true)]
    [TestCase("cores:4", false)]
    public void InstancesOfSeveralProcessorsNeedOneNode(string platform, bool rejected)
    {
        Job job = Job("1", 0, 1, 9, 9);
        job = job with { Request = job.Request with { PerInstance = new ResourceVector(CpuMilli: 2000) } };
        RunResult result = Simulation.Run(
            new Workload([job]), Platform.Load(platform), PolicyCatalog.Create("conservative-batsched"));
        Assert.That(result.Jobs[0].StartTime.IsNever, Is.EqualTo(rejected));
    }

    // batsched itself stops when a job outlives its walltime and the delay. Here it is taken to end in a second, over
    // and over: job 2 keeps its promise of "in a second", nobody passes it, and at 100 it starts.
    [TestCase("easy-batsched")]
    [TestCase("conservative-batsched")]
    public void AJobThatOutlivesItsWalltimeKeepsItsMachines(string policy) =>
        Assert.That(
            Starts(
                policy, 4,
                [Job("1", 0, 3, 10, 100), Job("2", 1, 4, 10, 10), Job("3", 30, 1, 5, 5), Job("4", 31, 3, 5, 5)]),
            Is.EqualTo(new double[] { 0, 100, 110, 110 }));

    // Batsim's test of walltimes on hosts of 10^9 operations a second: "compute" jobs of 10^10 operations take 10 s.
    // Start, finish and machine of all 44 jobs are Batsim's own.
    [Test]
    public void WalltimesOfBatsimsTestEndAsInBatsim()
    {
        Workload workload = WalltimeTest();
        Machines machines = new(workload.Jobs.Length);
        RunResult result = Simulation.Run(
            workload, Platform.Load(SharedData.Path("peers/batsim/platforms/flat128.xml")),
            PolicyCatalog.Create("filler-batsched"), new SimulationOptions { KillAtWalltime = true }, machines);
        var expected = PeerSchedules.Lines("peers/batsim/jobs/p-walltime-filler_jobs.csv.gz").Skip(1)
            .Select(line => line.Split(','))
            .Select(row => $"{row[0]} {Seconds(row[8])} {Seconds(row[10])} {row[14]}");
        var ours = Enumerable.Range(0, workload.Jobs.Length).Select(job =>
            $"{workload.Jobs[job].Id[3..]} {result.Jobs[job].StartTime.Seconds} {result.Jobs[job].EndTime.Seconds} "
            + $"{machines.Of[job]}");
        Assert.That(ours, Is.EquivalentTo(expected));
    }

    private static Workload WalltimeTest()
    {
        using FileStream file = File.OpenRead(SharedData.Path("batsim/workloads/test_walltime.json"));
        using JsonDocument document = JsonDocument.Parse(file);
        return new Workload(document.RootElement.GetProperty("jobs").EnumerateArray().Select(job => Job(
            "w0!" + job.GetProperty("id").GetInt32(),
            job.GetProperty("subtime").GetDouble(),
            job.GetProperty("res").GetInt32(),
            job.TryGetProperty("walltime", out JsonElement walltime) && walltime.GetDouble() > 0
                ? walltime.GetDouble()
                : null,
            10)));
    }

    private static double Seconds(string text) =>
        double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Machines(int jobs) : IAllocationObserver
    {
        public readonly int[] Of = new int[jobs];

        public void Observe(in SimulationEvent happened)
        {
        }

        public void Released(
            int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end) =>
            Of[job] = node;
    }
}
