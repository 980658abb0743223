using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine;

public class PlanTests
{
    private static readonly Overheads s_costs = new()
    {
        Checkpoint = TimeSpan.FromSeconds(3),
        Restore = TimeSpan.FromSeconds(4),
        Migrate = TimeSpan.FromSeconds(5),
    };

    [Test]
    public void APreemptedJobKeepsItsProgressAndPaysOnceOnResuming()
    {
        // One GPU. a (20 s) runs 0-6, is preempted at 6; b (10 s) was submitted first in the queue order? No: a has the
        // lower index and restarts at once: 6 + 3 + 4 of overhead, then 14 s of work: ends at 27. b runs 27-37.
        ScriptedPolicy policy = new ScriptedPolicy().At(6, (_, plan) => plan.Preempt(0));
        RunResult result = Run(policy, Model.Jobs(("a", 0, 1, 20), ("b", 1, 1, 10)), Model.Gpus(1, 1));

        Assert.That(result.Jobs.Select(j => j.EndTime.Seconds), Is.EqualTo(new[] { 27.0, 37.0 }));
        Assert.That(result.Jobs[0].Restarts, Is.EqualTo(1));
        Assert.That(result.Jobs[0].WastedGpuSeconds, Is.EqualTo(7).Within(1e-9));
        Assert.That(result.Jobs[0].RunTime, Is.EqualTo(TimeSpan.FromSeconds(27)));
    }

    [Test]
    public void AResultSaysWhenPreemptionWasFree()
    {
        ScriptedPolicy policy = new ScriptedPolicy().At(6, (_, plan) => plan.Preempt(0));
        Workload workload = Model.Jobs(("a", 0, 1, 20));
        RunResult free = Simulation.Run(workload, Model.Gpus(1, 1), policy);
        RunResult charged = Run(policy, workload, Model.Gpus(1, 1));

        Assert.That(free.Notices, Has.Some.StartsWith("Stopping and resuming jobs cost nothing"));
        Assert.That(charged.Notices, Has.None.StartsWith("Stopping and resuming jobs cost nothing"));
    }

    [Test]
    public void AMigratedJobPaysCheckpointRestoreAndMove()
    {
        // a (20 s) moves from node 0 to node 1 at 8: 12 s of overhead, 12 s of work left: ends at 32.
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(8, (_, plan) => plan.Migrate(0, new Placement([new PlacementSlice(1, 1, 1)])));
        RunResult result = Run(policy, Model.Jobs(("a", 0, 1, 20)), Model.Gpus(2, 1));

        Assert.That(policy.Answers, Is.EqualTo(new[] { RefusalReason.None }));
        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(32));
        Assert.That(result.Jobs[0].Restarts, Is.Zero, "a migration is not a restart");
    }

    [Test]
    public void AJobShrunkToHalfItsGpusRunsAtHalfSpeed()
    {
        // a (4 GPUs, 20 s) is shrunk to 2 GPUs at 10: 7 s of overhead, then 10 s of work at half speed: 10+7+20 = 37.
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(10, (_, plan) => plan.Resize(0, new Placement([new PlacementSlice(0, 2, 0b0011)])));
        RunResult result = Run(policy, Model.Jobs(("a", 0, 4, 20)), Model.Gpus(1, 4));

        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(37));
        Assert.That(result.Jobs[0].AllocatedGpuSeconds, Is.EqualTo((4 * 10) + (2 * 27)).Within(1e-9));
    }

    [Test]
    public void AShrunkJobThatReturnsToTheQueueAsksForAllItsGpusAgain()
    {
        // a (2 GPUs, 20 s) is shrunk to 1 at 4 (16 s of work left), preempted at 8 (14 s left), and resumes with both.
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(4, (_, plan) => plan.Resize(0, new Placement([new PlacementSlice(0, 1, 0b01)])))
            .At(8, (_, plan) => plan.Preempt(0));
        RunResult result = Simulation.Run(Model.Jobs(("a", 0, 2, 20)), Model.Gpus(1, 2), policy);

        Assert.That((result.Jobs[0].Gpus, result.Jobs[0].EndTime.Seconds), Is.EqualTo((2, 22.0)));
    }

    [Test]
    public void ShrinkingAJobToTheGpusThatItUsesCostsNoSpeed()
    {
        // a asks 4 GPUs and uses 2: without overheads it ends at 20 whether shrunk to 2 or not.
        Job job = Model.Job("a", 0, 4, 20);
        Workload workload = new([job with { Profile = job.Profile with { ActiveGpus = 2 } }]);
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(10, (_, plan) => plan.Resize(0, new Placement([new PlacementSlice(0, 2, 0b0011)])));
        RunResult result = Simulation.Run(workload, Model.Gpus(1, 4), policy);

        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(20));
    }

    [Test]
    public void AShrunkJobIsBusierOnlyAsFarAsTheGpusThatItGaveUpWereIdle()
    {
        // 4 GPUs at 40 %, 20 s. All 4 are used: on 2 of them it runs at half speed, still at 40 % of what it holds:
        // busy 4 x 0.4 x 10 + 2 x 0.4 x 20 = 32. Only 2 are used: it keeps its speed at 80 %: busy 4 x 0.4 x 20 = 32.
        Job job = Model.Job("a", 0, 4, 20);
        JobProfile all = job.Profile with { Phases = [new UtilizationPhase(TimeSpan.Zero, 400, PhaseKind.Compute)] };
        foreach (JobProfile profile in new[] { all, all with { ActiveGpus = 2 } })
        {
            ScriptedPolicy policy = new ScriptedPolicy()
                .At(10, (_, plan) => plan.Resize(0, new Placement([new PlacementSlice(0, 2, 0b0011)])));
            RunResult result = Simulation.Run(new Workload([job with { Profile = profile }]), Model.Gpus(1, 4), policy);

            Assert.That(result.Jobs[0].BusyGpuSeconds, Is.EqualTo(32).Within(1e-9));
        }
    }

    [Test]
    public void ReclaimingAnIdleTailEndsTheJobAndCountsWhatItSetsFree()
    {
        // a works for 10 s and idles for 30 s. Reclaimed at 15, it sets 25 GPU-seconds free and wasted 5.
        Job job = Model.Job("a", 0, 1, 40);
        Workload workload = new([job with { Profile = job.Profile with { Phases = WorkThenIdle(10) } }]);
        ScriptedPolicy policy = new ScriptedPolicy().At(15, (_, plan) => plan.Reclaim(0));
        RunResult result = Simulation.Run(workload, Model.Gpus(1, 1), policy);

        Assert.That(result.Jobs[0].Status, Is.EqualTo(JobStatus.Reclaimed));
        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(15));
        Assert.That(result.Jobs[0].ReclaimedGpuSeconds, Is.EqualTo(25).Within(1e-9));
        Assert.That(result.Jobs[0].WastedGpuSeconds, Is.EqualTo(5).Within(1e-9));
        Assert.That(result.Jobs[0].BusyGpuSeconds, Is.EqualTo(9).Within(1e-9), "10 s at 90 %");
    }

    [Test]
    public void ReclaimingAJobThatWasNotFinishedMakesItStartOver()
    {
        // a (20 s) is reclaimed at 5: it was busy, loses 5 s, returns to the queue and starts again at once: 5 + 20.
        ScriptedPolicy policy = new ScriptedPolicy().At(5, (_, plan) => plan.Reclaim(0));
        RunResult result = Simulation.Run(Model.Jobs(("a", 0, 1, 20)), Model.Gpus(1, 1), policy);

        Assert.That(result.Jobs[0].Status, Is.EqualTo(JobStatus.Completed));
        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(25));
        Assert.That(result.Jobs[0].WastedGpuSeconds, Is.EqualTo(5).Within(1e-9));
    }

    [Test]
    public void TheImpossibleIsRefusedWithAReasonAndTheRunGoesOn()
    {
        // At 2, a runs on GPU 0 of node 0 and b (2 GPUs) waits for it; node 1 is down.
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(2, (_, plan) => plan.Start(7, new Placement([new PlacementSlice(0, 1, 1)])))
            .At(2, (_, plan) => plan.Start(0, new Placement([new PlacementSlice(0, 1, 1)])))
            .At(2, (_, plan) => plan.Preempt(1))
            .At(2, (_, plan) => plan.Start(1, new Placement([new PlacementSlice(0, 1, 2)])))
            .At(2, (_, plan) => plan.Start(1, new Placement([new PlacementSlice(0, 2, 3)])))
            .At(2, (_, plan) => plan.Start(1, new Placement([new PlacementSlice(1, 2, 3)])))
            .At(2, (_, plan) => plan.Start(1, new Placement([new PlacementSlice(5, 2, 3)])))
            .At(2, (_, plan) =>
                plan.Start(1, new Placement([new PlacementSlice(0, 1, 2), new PlacementSlice(1, 1, 1)])))
            .At(2, (_, plan) => plan.WakeAt(SimTime.FromSeconds(2)))
            .At(2, (_, plan) => plan.Resize(0, new Placement([])));
        SimulationOptions options = new() { NodeChanges = [new NodeChange(SimTime.FromSeconds(0), 1, false)] };
        RunResult result = Simulation.Run(
            Model.Jobs(("a", 0, 1, 10), ("b", 1, 2, 5)), Model.Gpus(2, 2), policy, options);

        Assert.That(policy.Answers, Is.EqualTo(new[]
        {
            RefusalReason.UnknownJob, RefusalReason.NotPending, RefusalReason.NotRunning, RefusalReason.IncompleteGang,
            RefusalReason.DoesNotFit, RefusalReason.NodeDown, RefusalReason.UnknownNode, RefusalReason.NodeDown,
            RefusalReason.NotInTheFuture, RefusalReason.ImpossibleSize,
        }));
        Assert.That(result.Refusals.Sum(r => r.Count), Is.EqualTo(10));
        Assert.That(result.Jobs.Select(j => j.EndTime.Seconds), Is.EqualTo(new[] { 10.0, 15.0 }));
    }

    [Test]
    public void AJobIsKilledAtItsWalltimeOnlyWhenAsked()
    {
        // a runs 20 s but asked for 12.
        Job job = Model.Job("a", 0, 1, 20);
        Workload workload = new([job with { Request = job.Request with { Walltime = TimeSpan.FromSeconds(12) } }]);
        RunResult lenient = Simulation.Run(workload, Model.Gpus(1, 1), new FirstFitInOrder());
        RunResult strict = Simulation.Run(
            workload, Model.Gpus(1, 1), new FirstFitInOrder(), new SimulationOptions { KillAtWalltime = true });

        Assert.That((lenient.Jobs[0].EndTime.Seconds, lenient.Jobs[0].Status), Is.EqualTo((20.0, JobStatus.Completed)));
        Assert.That((strict.Jobs[0].EndTime.Seconds, strict.Jobs[0].Status), Is.EqualTo((12.0, JobStatus.TimedOut)));
    }

    private static System.Collections.Immutable.ImmutableArray<UtilizationPhase> WorkThenIdle(double seconds) =>
    [
        new UtilizationPhase(TimeSpan.Zero, 900, PhaseKind.Compute),
        new UtilizationPhase(TimeSpan.FromSeconds(seconds), 0, PhaseKind.Idle),
    ];

    private static RunResult Run(ISchedulingPolicy policy, Workload workload, Platform platform) =>
        Simulation.Run(workload, platform, policy, new SimulationOptions { Overheads = s_costs });
}
