using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Patterns;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>
/// Tiny runs on the engine with the shipped rules; every expected number is worked out by hand, in seconds.
/// </summary>
public sealed class PatternDrivenPolicyTests
{
    private static readonly RuleSet Rules = CreRules.Load(Repository.Path("experiments/rules"));

    // The job works for 3600, then idles; 30 minutes later, at 5400, its GPU goes to the next job, which takes 600.
    // Promised is as long again as it has run: 5400. It would really have idled until 36000: 30600 are set free.
    [Test]
    public void AnIdleTailIsReclaimedWhenItsWindowClosesAndTheNextJobStarts()
    {
        Workload workload = new([Tail("a", 0, 3600, 36_000), Model.Job("b", 10, 1, 600)]);
        RunResult run = Run(workload, 1);
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].Status, Is.EqualTo(JobStatus.Reclaimed));
            Assert.That(run.Jobs[0].EndTime, Is.EqualTo(SimTime.FromSeconds(5400)));
            Assert.That(run.Jobs[1].StartTime, Is.EqualTo(SimTime.FromSeconds(5400)));
            Assert.That(run.Jobs[1].EndTime, Is.EqualTo(SimTime.FromSeconds(6000)));
            Assert.That(Entry(run, "IdleTailOfJob"), Booked("IdleTailOfJob", 1, 1, 5400, 30_600, 0, false));
        });
    }

    [Test]
    public void ASlowDataLoadingJobIsNotTouched()
    {
        Job loading = Phased("a", 0, 14_400, (0, 5, PhaseKind.DataLoading), (7200, 90, PhaseKind.Compute));
        RunResult run = Run(new Workload([loading]), 1, new() { ConfidenceThreshold = 0 });
        Assert.Multiple(() =>
        {
            Assert.That(run.Detections, Is.Empty);
            Assert.That(run.Jobs[0].EndTime, Is.EqualTo(SimTime.FromSeconds(14_400)));
        });
    }

    // A pause of an hour looks like an idle tail at 5400 and is none: 5400 of work are lost, on 1 GPU. The job starts
    // again at 5400 and pauses again at 9000, but is left alone and ends 18000 after its restart.
    [Test]
    public void AHarmedJobIsNeverReclaimedAgain()
    {
        RunResult run = Run(new Workload([Pausing("a", 0)]), 1, new() { SavesEnergyWhenNobodyWaits = true });
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].Status, Is.EqualTo(JobStatus.Completed));
            Assert.That(run.Jobs[0].EndTime, Is.EqualTo(SimTime.FromSeconds(5400 + 18_000)));
            Assert.That(run.Jobs[0].Restarts, Is.EqualTo(1));
            // Promised: 1 GPU for as long again as the job had run at 5400.
            Assert.That(Entry(run, "IdleTailOfJob"), Booked("IdleTailOfJob", 2, 1, 5400, -5400, 1, false));
        });
    }

    // Two of three pausing jobs are reclaimed wrongly at 5400 and 5500; then the rule is out, and the third, whose
    // pause would have been taken for an idle tail at 5600, is left alone.
    [Test]
    public void ARuleThatHarmsIsSuspended()
    {
        Workload workload = new([Pausing("a", 0), Pausing("b", 100), Pausing("c", 200)]);
        RunResult run = Run(workload, 3, new() { MinimumApplications = 2, SavesEnergyWhenNobodyWaits = true });
        RuleLedgerEntry entry = run.Ledger.Single(entry => entry.RuleId == "IdleTailOfJob");
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs.Select(job => job.Restarts), Is.EqualTo(new[] { 1, 1, 0 }));
            Assert.That((entry.Applied, entry.JobsHarmed, entry.Suspended), Is.EqualTo((2, 2, true)));
            Assert.That(entry.ObtainedGpuSeconds, Is.EqualTo(-10_800));
        });
    }

    [Test]
    public void AdviseModeChangesNothing()
    {
        Job[] others = [Model.Job("c", 10, 1, 600), .. Loop(20, 5), Model.Job("d", 30, 1, 600)];
        Workload workload = new([Tail("a", 0, 3600, 36_000), Pausing("b", 5), .. others]);
        RunResult alone = Simulation.Run(workload, Model.Gpus(1, 2), Policies.Fifo());
        RunResult advised = Run(workload, 2, new() { Mode = PatternDrivenMode.Advise, ConfidenceThreshold = 0 });
        Assert.Multiple(() =>
        {
            Assert.That(advised.Jobs, Is.EqualTo(alone.Jobs));
            Assert.That(advised.Detections, Is.Not.Empty);
            Assert.That(advised.Ledger.Select(entry => entry.Applied), Is.All.Zero);
            Assert.That(advised.Ledger.Sum(entry => entry.Detections), Is.EqualTo(advised.Detections.Length));
        });
    }

    // The job uses 1 of its 4 GPUs at 100 %, which reads as 25 %. At 300 it is cut down to 1, and the 3-GPU job starts.
    // It runs on at full speed until 7200: 3 GPUs for 6900 are 20700, as its walltime of 7200 promised.
    [Test]
    public void UnusedGpusGoToTheNextJob()
    {
        Job wide = Wide(Phased("a", 0, 7200, (0, 25, PhaseKind.Compute)), 4, active: 1);
        RunResult run = Run(new Workload([wide, Model.Job("b", 10, 3, 600)]), 4, new() { ConfidenceThreshold = 0.5 });
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].EndTime, Is.EqualTo(SimTime.FromSeconds(7200)));
            Assert.That(run.Jobs[0].Gpus, Is.EqualTo(1));
            Assert.That(run.Jobs[1].StartTime, Is.EqualTo(SimTime.FromSeconds(300)));
            Assert.That(Entry(run, "LowUtilization"), Booked("LowUtilization", 1, 1, 20_700, 20_700, 0, false));
        });
    }

    // One GPU, all jobs there from the start. Three attempts of 60 fail, the third at 180. Then g passes the fourth and
    // runs until 780; only then the fourth is tried. It was held back for 300 and its 60 GPU-seconds were put off.
    [Test]
    public void AfterThreeFailuresOthersPassTheFourthAttempt()
    {
        RunResult run = Run(new Workload([.. Loop(0, 4), Model.Job("g", 1, 1, 600)]), 1);
        Assert.Multiple(() =>
        {
            Assert.That(Starts(run), Is.EqualTo(new double[] { 0, 60, 120, 780, 180 }).Within(1e-6));
            Assert.That(Entry(run, "RetryLoopOfUser"), Booked("RetryLoopOfUser", 1, 1, 60, 60, 0, false));
        });
    }

    // Two GPUs: attempts at 0, 0, 60, 60; the third failure falls at 120. g runs from there until 7320. h needs both
    // GPUs and waits, so the fifth attempt is held, but not for longer than the back-off: 120 + 300. It is ahead of h.
    [Test]
    public void NoAttemptIsHeldLongerThanItsBackOff()
    {
        Workload workload = new([.. Loop(0, 5), Model.Job("g", 1, 1, 7200), Model.Job("h", 2, 2, 60)]);
        RunResult run = Run(workload, 2);
        double[] expected = [0, 0, 60, 60, 420, 120, 7320];
        Assert.That(Starts(run), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void APolicyThatLooksAtTheWaitingJobsDoesNotSeeTheHeldOnes()
    {
        RunResult run = Run(new Workload([.. Loop(0, 4), Model.Job("g", 1, 1, 600)]), 1, null, new FirstFitInOrder());
        Assert.That(Starts(run), Is.EqualTo(new double[] { 0, 60, 120, 780, 180 }).Within(1e-6));
    }

    // h cannot start while the loop's first three attempts hold the cluster; when it can, nobody else waits, and the
    // fourth attempt follows a tick later instead of waiting for the end of its back-off.
    [Test]
    public void AnAttemptIsNotHeldWhenNobodyElseWaits()
    {
        RunResult run = Run(new Workload([.. Loop(0, 4), Model.Job("h", 1, 1, 600)]), 3);
        // Three GPUs: attempts at 0; all fail at 60; h takes one GPU at 60, and the fourth attempt another one.
        Assert.That(Starts(run), Is.EqualTo(new double[] { 0, 0, 0, 60, 60 }).Within(1e-6));
    }

    // Nodes 0 and 1 host 1 and 2 instances of 2 GPUs; cut to 2, both come from node 1, where most of the job is; cut to
    // 1, its lower GPUs remain.
    [Test]
    public void AShrunkJobKeepsTheNodeThatHostsMostOfIt()
    {
        Placement held = new([new PlacementSlice(0, 1, 0b11), new PlacementSlice(1, 2, 0b111100)]);
        Placement two = PlacementCut.Of(held, 2, 2);
        Placement one = PlacementCut.Of(held, 1, 2);
        Assert.That(two.Slices.Single(), Is.EqualTo(new PlacementSlice(1, 2, 0b111100)));
        Assert.That(one.Slices.Single(), Is.EqualTo(new PlacementSlice(1, 1, 0b001100)));
    }

    [TestCase(-0.1, 5, 60)]
    [TestCase(1.1, 5, 60)]
    [TestCase(double.NaN, 5, 60)]
    [TestCase(0.5, 0, 60)]
    [TestCase(0.5, 5, 0)]
    public void OptionsOutsideTheirRangeAreRefused(double confidence, int applications, double backOffSeconds)
    {
        PatternDrivenOptions options = new()
        {
            ConfidenceThreshold = confidence,
            MinimumApplications = applications,
            BackOff = TimeSpan.FromSeconds(backOffSeconds),
        };
        Assert.That(
            () => Policies.PatternDriven(Policies.Fifo(), options), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static RunResult Run(
        Workload workload, int gpus, PatternDrivenOptions? options = null, ISchedulingPolicy? basePolicy = null)
    {
        ISchedulingPolicy policy = Policies.PatternDriven(basePolicy ?? Policies.Fifo(), options);
        return Simulation.Run(workload, Model.Gpus(1, gpus), policy, new() { Rules = [Rules] });
    }

    // The seven numbers that every ledger has; what else an entry tells is tested where it is made.
    private static RuleLedgerEntry Entry(RunResult run, string rule)
    {
        RuleLedgerEntry entry = run.Ledger.Single(entry => entry.RuleId == rule);
        return new RuleLedgerEntry(
            entry.RuleId, entry.Detections, entry.Applied, entry.PromisedGpuSeconds, entry.ObtainedGpuSeconds,
            entry.JobsHarmed, entry.Suspended);
    }

    private static NUnit.Framework.Constraints.EqualConstraint Booked(
        string rule, int detections, int applied, double promised, double obtained, int harmed, bool suspended) =>
        Is.EqualTo(new RuleLedgerEntry(rule, detections, applied, promised, obtained, harmed, suspended));

    private static double[] Starts(RunResult run) => [.. run.Jobs.Select(job => job.StartTime.Seconds)];

    private static Job Tail(string id, double submit, double active, double end) =>
        Phased(id, submit, end, (0, 90, PhaseKind.Compute), (active, 0, PhaseKind.Idle));

    // Works, pauses from 3600 to 7200, and works on until 18000; its walltime is 36000.
    private static Job Pausing(string id, double submit)
    {
        const PhaseKind compute = PhaseKind.Compute;
        Job job = Phased(id, submit, 18_000, (0, 90, compute), (3600, 0, compute), (7200, 90, compute));
        return job with { Request = job.Request with { Walltime = TimeSpan.FromSeconds(36_000) } };
    }

    private static IEnumerable<Job> Loop(double submit, int count) => Enumerable.Range(0, count).Select(i =>
    {
        Job job = Model.Job($"f{i}", submit, 1, 60);
        return job with
        {
            Request = job.Request with { User = "u", Application = "a" },
            Profile = job.Profile with { Outcome = JobOutcome.Failed },
        };
    });

    private static Job Wide(Job job, int gpus, int? active) => job with
    {
        Request = job.Request with { Instances = gpus },
        Profile = job.Profile with { ActiveGpus = active },
    };

    private static Job Phased(
        string id, double submit, double run, params (double Start, int Percent, PhaseKind Kind)[] phases)
    {
        Job job = Model.Job(id, submit, 1, run);
        var profile = phases.Select(p => new UtilizationPhase(SimTime.Length(p.Start), p.Percent * 10, p.Kind));
        return job with { Profile = job.Profile with { Phases = [.. profile] } };
    }
}
