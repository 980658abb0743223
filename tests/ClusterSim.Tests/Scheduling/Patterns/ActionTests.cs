using ClusterSim.Behavior;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>
/// Each way to act, on a cluster of a few GPUs, with times and benefits worked out by hand in seconds and GPU-seconds.
/// </summary>
public sealed class ActionTests
{
    private const double Tick = 1e-6;

    // x and y fill up two nodes of 4 GPUs until 100, so that a runs 2 + 2. w needs 4 GPUs on one node. At 200 a moves
    // to one node and w starts on the other, which had 2 free GPUs beside a: 4 GPUs from 200 until w ends at 500.
    [Test]
    public void PackingAJobMakesRoomForAnInstanceThatNeedsAWholeNode()
    {
        Workload workload = new(
        [
            Model.Job("1-x", 0, 2, 100), Model.Job("2-a", 0, 4, 1000), Model.Job("3-y", 0, 2, 100),
            Whole("w", 50, 4, 300),
        ]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(2, 4), "fifo", null, new Hint(200, RecommendedAction.Pack, 1));
        Assert.Multiple(() =>
        {
            Assert.That(run.Ends(), Is.EqualTo(new double[] { 100, 1000, 100, 500 }));
            Assert.That(run.Jobs[1].Nodes, Is.EqualTo(1));
            Assert.That((run.Entry().Applied, run.Entry().Settled, run.Entry().JobsHarmed), Is.EqualTo((1, 1, 0)));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(4 * 300));
        });
    }

    [Test]
    public void AJobOnTheFewestNodesIsNotPacked()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 4, 1000), ("b", 1, 8, 10)), Model.Gpus(2, 4), "fifo", null,
            new Hint(200, RecommendedAction.Pack, 0));
        Assert.That(run.Refused(ActionRefusal.NothingBetter), Is.EqualTo(1));
    }

    // Node 0 fails at 500. Moved away at 100, a loses nothing: 2 GPUs since its start at 0 would have been lost.
    [Test]
    public void AJobThatWasMovedOffANodeDoesNotLoseItsWorkWhenThatNodeFails()
    {
        SimulationOptions options = new() { NodeChanges = [new NodeChange(SimTime.FromSeconds(500), 0, false)] };
        ISchedulingPolicy policy = Policies.PatternDriven(Policies.Fifo());
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 2, 1000)), Model.Gpus(2, 2), policy,
            [new Hint(100, RecommendedAction.Migrate, 0)], options);
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].Restarts, Is.Zero);
            Assert.That(run.Ends(), Is.EqualTo(new double[] { 1000 }));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(2 * 500));
        });
    }

    // Moved to node 1, which fails at 500: 2 GPUs times the 400 since the move, which was a checkpoint.
    [Test]
    public void AMoveToANodeThatFailsDidHarm()
    {
        SimulationOptions options = new() { NodeChanges = [new NodeChange(SimTime.FromSeconds(500), 1, false)] };
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 2, 1000)), Model.Gpus(2, 2), Policies.PatternDriven(Policies.Fifo()),
            [new Hint(100, RecommendedAction.Migrate, 0)], options);
        Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(-2 * 400));
        Assert.That(run.Entry().JobsHarmed, Is.EqualTo(1));
    }

    // r runs until 100. c is more urgent than b by one class, but came later: raised by one, b is equal, and first. c
    // would have started at 100 and starts at 150; it waited 90, b waited 99 and nobody is harmed.
    [Test]
    public void AStarvingJobIsRaisedBeforeOneOfTheNextClass()
    {
        Workload workload = new(
            [Model.Job("r", 0, 1, 100), Model.Job("b", 1, 1, 50), Urgent(Model.Job("c", 60, 1, 50), 1)]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 1), "priority", null, new Hint(70, RecommendedAction.Reprioritise, 1));
        Assert.Multiple(() =>
        {
            Assert.That(run.Starts(), Is.EqualTo(new double[] { 0, 100, 150 }));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(50));
            Assert.That((run.Entry().JobsDelayed, run.Entry().JobsHarmed), Is.EqualTo((1, 0)));
        });
    }

    // At 100 a falls below b, which runs from 100 to 200; a goes on at 200 and ends at 1100.
    [Test]
    public void AWastefulJobGivesWayWhenItIsLowered()
    {
        Workload workload = new(
            [Urgent(Model.Job("a", 0, 1, 1000), 1), Urgent(Model.Job("b", 10, 1, 100), 1)]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 1), "priority-preemptive", null,
            new Hint(100, RecommendedAction.Reprioritise, 0));
        Assert.Multiple(() =>
        {
            Assert.That(run.Ends(), Is.EqualTo(new double[] { 1100, 200 }));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(100));
        });
    }

    // a falls to 5 % at 50 and is lowered at 100; at 150 it is busy again and gets its priority back, so that b, which
    // comes at 200 with the same priority, has to wait for its end.
    [Test]
    public void APriorityReturnsWithTheUtilization()
    {
        Workload workload = new(
            [Urgent(Busy(Model.Job("a", 0, 1, 1000), (0, 90), (50, 5), (150, 90)), 1),
                Model.Job("w", 20, 1, 10), Urgent(Model.Job("b", 200, 1, 100), 1)]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 1), "priority-preemptive", null,
            new Hint(100, RecommendedAction.Reprioritise, 0), new Hint(160, RecommendedAction.Notify, 0));
        // At 100 the priorities of a and w are equal, and a came first.
        Assert.That(run.Ends(), Is.EqualTo(new double[] { 1000, 1110, 1100 }));
    }

    [Test]
    public void PrioritiesAreLeftAloneUnderAPolicyThatTakesNoNotice()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("r", 0, 1, 100), ("b", 1, 1, 50), ("c", 2, 1, 50)), Model.Gpus(1, 1), "easy", null,
            new Hint(50, RecommendedAction.Reprioritise, 2));
        Assert.That(run.Refused(ActionRefusal.NoEffect), Is.EqualTo(1));
        Assert.That(run.Starts(), Is.EqualTo(new double[] { 0, 100, 150 }));
    }

    // b passes the deferred a at 100; nobody else waits, so that a follows when b ends at 130: b came before it by 30.
    [Test]
    public void ADeferredJobLetsTheNextOnePass()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("r", 0, 1, 100), ("a", 1, 1, 50), ("b", 2, 1, 30)), Model.Gpus(1, 1), "fifo", null,
            new Hint(50, RecommendedAction.Defer, 1));
        Assert.Multiple(() =>
        {
            Assert.That(run.Starts(), Is.EqualTo(new double[] { 0, 130, 100 }).Within(Tick));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(30).Within(Tick));
            Assert.That((run.Entry().Applied, run.Entry().JobsHarmed), Is.EqualTo((1, 0)));
        });
    }

    // b needs two GPUs and cannot start before r2 ends at 200: a was held from 50 to 80 for nothing.
    [Test]
    public void ADeferralThatLetNobodyPassDidHarm()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("r", 0, 1, 60), ("r2", 0, 1, 200), ("a", 1, 1, 50), ("b", 2, 2, 30)), Model.Gpus(1, 2),
            "fifo-skip", new() { HoldLimit = TimeSpan.FromSeconds(30) }, new Hint(50, RecommendedAction.Defer, 2));
        Assert.Multiple(() =>
        {
            Assert.That(run.Starts(), Is.EqualTo(new double[] { 0, 0, 80, 200 }));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(-30));
            Assert.That(run.Entry().JobsHarmed, Is.EqualTo(1));
        });
    }

    // a is stopped at 200 for b, which runs until 300; then a goes on and ends at 1100.
    [Test]
    public void AJobStoppedAfterACheckpointGoesOnWhereItWas()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 1, 1000), ("b", 10, 1, 100)), Model.Gpus(1, 1), "fifo", null,
            new Hint(200, RecommendedAction.CheckpointRequeue, 0));
        Assert.Multiple(() =>
        {
            Assert.That(run.Ends(), Is.EqualTo(new double[] { 1100, 300 }).Within(Tick));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(100).Within(Tick));
        });
    }

    // u holds 3 of 4 GPUs, more than half. Its b waits, so that c of v gets the GPU that is free at 100; b follows at
    // 200, when c ends. Without that b would have been first.
    [Test]
    public void AUserWhoHoldsMoreThanHisShareWaitsForTheOthers()
    {
        Workload workload = new(
        [
            Of("u", Model.Job("a", 0, 3, 1000)), Of("v", Model.Job("x", 0, 1, 100)),
            Of("u", Model.Job("b", 5, 1, 100)), Of("v", Model.Job("c", 6, 1, 100)),
        ]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 4), "fifo", null, new Hint(50, RecommendedAction.HoldUser, 0));
        Assert.Multiple(() =>
        {
            Assert.That(run.Starts(), Is.EqualTo(new double[] { 0, 0, 200, 100 }).Within(Tick));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(100).Within(Tick));
        });
    }

    // v holds 1 of 4 GPUs.
    [Test]
    public void AUserWithinHisShareIsNotHeld()
    {
        Workload workload = new(
        [
            Of("u", Model.Job("a", 0, 3, 1000)), Of("v", Model.Job("x", 0, 1, 100)), Of("v", Model.Job("b", 5, 1, 9)),
        ]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 4), "fifo", null, new Hint(50, RecommendedAction.HoldUser, 1));
        Assert.That(run.Refused(ActionRefusal.NoLongerTrue), Is.EqualTo(1));
    }

    // a uses 20 % of a fast GPU. c, of the same kind, would take the other fast GPU; it gets the slow one, half as
    // fast, and uses 40 % of that: nothing was lost, and half of 200 s of a fast GPU was kept free.
    [TestCase(40, 100, 0)]
    [TestCase(20, 0, 1)]
    public void AJobThatDoesNotNeedAFastGpuIsOfferedASlowOne(int utilization, double obtained, int harmed)
    {
        Job a = Of("u", Busy(Model.Job("a", 0, 1, 1000), (0, 20)));
        Job c = Of("u", Busy(Model.Job("c", 100, 1, 100), (0, utilization)));
        RunResult run = ScriptedRun.Of(
            new Workload([a, c]), FastAndSlow(), "fifo", null, new Hint(50, RecommendedAction.SmallerGpu, 0));
        Assert.Multiple(() =>
        {
            Assert.That(run.Ends(), Is.EqualTo(new double[] { 1000, 300 }));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.EqualTo(obtained));
            Assert.That(run.Entry().JobsHarmed, Is.EqualTo(harmed));
        });
    }

    [Test]
    public void AJobThatAsksForAFastGpuIsNotOfferedASlowOne()
    {
        Job c = Of("u", Model.Job("c", 100, 1, 100));
        c = c with { Request = c.Request with { GpuModels = ["fast"] } };
        RunResult run = ScriptedRun.Of(
            new Workload([Of("u", Model.Job("a", 0, 1, 1000)), c]), FastAndSlow(), "fifo", null,
            new Hint(50, RecommendedAction.SmallerGpu, 0));
        Assert.That(run.Ends(), Is.EqualTo(new double[] { 1000, 200 }));
        Assert.That(run.Entry().Applied, Is.Zero);
    }

    [Test]
    public void PowerIsNotCappedButTheAdviceIsCounted()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 1, 100)), Model.Gpus(1, 1), "fifo", null,
            new Hint(50, RecommendedAction.CapPower, 0));
        Assert.That((run.Entry().Detections, run.Entry().Applied), Is.EqualTo((1, 0)));
        Assert.That(run.Refused(ActionRefusal.NoVerb), Is.EqualTo(1));
    }

    // All 4 GPUs work at 25 %. Cut down to 1 at 300 the job computes a quarter: 4 x 1/4 - 1 = nothing gained. b holds
    // the other GPUs until 900; then they return. Work done by 900: 300 + 600 / 4; the other 6750 end at 7650.
    [Test]
    public void AShrunkJobThatComputesMoreSlowlyGetsItsGpusBack()
    {
        Workload workload = new([Busy(Model.Job("a", 0, 4, 7200), (0, 25)), Model.Job("b", 10, 3, 600)]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 4), "fifo", null,
            new Hint(300, RecommendedAction.Shrink, 0) { TargetGpus = 1 });
        Assert.Multiple(() =>
        {
            Assert.That(run.Ends(), Is.EqualTo(new double[] { 7650, 900 }));
            Assert.That(run.Jobs[0].Gpus, Is.EqualTo(4));
            Assert.That(run.Entry().ObtainedGpuSeconds, Is.Zero);
            Assert.That(run.Entry().JobsHarmed, Is.EqualTo(1));
        });
    }

    [Test]
    public void AJobIsNotCutBelowTheLeastNumberOfInstances()
    {
        Workload workload = new([Busy(Model.Job("a", 0, 4, 7200), (0, 25)), Model.Job("b", 10, 3, 600)]);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 4), "fifo", new() { MinimumInstances = 2 },
            new Hint(300, RecommendedAction.Shrink, 0) { TargetGpus = 1 });
        Assert.That(run.Refused(ActionRefusal.BelowMinimum), Is.EqualTo(1));
        Assert.That(run.Jobs[0].Gpus, Is.EqualTo(4));
    }

    private static Platform FastAndSlow() => new()
    {
        Name = "fast-and-slow",
        Nodes =
        [
            new Node { Name = "f0", Gpus = 1, GpuModel = "fast", CpuLimited = false },
            new Node { Name = "f1", Gpus = 1, GpuModel = "fast", CpuLimited = false },
            new Node { Name = "s0", Gpus = 1, GpuModel = "slow", CpuLimited = false },
        ],
        GpuModels =
        [
            new GpuModel { Name = "fast", RelativeSpeed = 1 }, new GpuModel { Name = "slow", RelativeSpeed = 0.5 },
        ],
    };

    private static Job Whole(string id, double submit, int gpus, double run)
    {
        Job job = Model.Job(id, submit, 1, run);
        return job with { Request = job.Request with { PerInstance = new ResourceVector(Gpus: gpus) } };
    }

    private static Job Urgent(Job job, int priority) =>
        job with { Request = job.Request with { Priority = priority } };

    private static Job Of(string user, Job job) =>
        job with { Request = job.Request with { User = user, Application = "app" } };

    private static Job Busy(Job job, params (double Start, int Percent)[] levels) => job with
    {
        Profile = job.Profile with
        {
            Phases = [.. levels.Select(level => new UtilizationPhase(
                SimTime.Length(level.Start), level.Percent * 10, PhaseKind.Compute))],
        },
    };
}
