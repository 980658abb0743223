using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine;

/// <summary>Jobs on the same GPUs, with schedules worked out by hand.</summary>
public class SharingTests
{
    private const double Tick = 1e-7;

    private static readonly PairInterference Pairs = new(
        "hand",
        ImmutableDictionary.CreateRange<(string, string), double>(
        [
            new(("a", "b"), 0.5), new(("b", "a"), 0.8), new(("a", "c"), 0.25), new(("c", "a"), 1),
        ]));

    [Test]
    public void AJobSlowsDownWhileItSharesAndSpeedsUpAgainWhenItsPartnerEnds()
    {
        // a alone for 20 s: 20 of 100 done. Then b needs 60 / 0.8 = 75 s and ends at 95. Meanwhile a does
        // 75 x 0.5 = 37.5; the other 42.5 alone: it ends at 137.5.
        RunResult result = Run(
            [Job("a", 0, 1, 100), Job("b", 20, 1, 60)], 1, Pairs, At(20, (_, plan) => plan.Share(1, OnGpus(0, 1, 1))));

        Assert.That(Ends(result), Is.EqualTo(new[] { 137.5, 95.0 }));
        // One GPU for 137.5 s: a holds it alone for 20 + 42.5 s, each holds half of it for 75 s.
        Assert.That(result.Jobs[0].AllocatedGpuSeconds, Is.EqualTo(100).Within(Tick));
        Assert.That(result.Jobs[1].AllocatedGpuSeconds, Is.EqualTo(37.5).Within(Tick));
    }

    [Test]
    public void ThreeJobsShareByTheSumOfTheirUtilizations()
    {
        // Sums of 100 % and 150 %: 1.033 - 0.00214 x 50 = 0.926 and 1.033 - 0.00214 x 100 = 0.819.
        // a and b do 9.26 until c comes at 10; c ends at 10 + 30 / 0.819; by then a and b have done 9.26 + 30 and have
        // 60.74 left at 0.926.
        RunResult result = Run(
            [Job("a", 0, 1, 100, 50), Job("b", 0, 1, 100, 50), Job("c", 10, 1, 30, 50)], 1,
            new UtilizationInterference(),
            At(0, (_, plan) => plan.Share(0, OnGpus(0, 1, 1))),
            At(0, (_, plan) => plan.Share(1, OnGpus(0, 1, 1))),
            At(10, (_, plan) => plan.Share(2, OnGpus(0, 1, 1))));

        double end = 10 + (30 / 0.819) + (60.74 / 0.926);
        Assert.That(Ends(result)[2], Is.EqualTo(10 + (30 / 0.819)).Within(2 * Tick));
        Assert.That(Ends(result)[..2], Is.All.EqualTo(end).Within(3 * Tick));
        Assert.That(result.Jobs.Sum(job => job.AllocatedGpuSeconds), Is.EqualTo(end).Within(1e-5));
    }

    [Test]
    public void AGangGoesAsFastAsOnTheWorstOfItsGpus()
    {
        // a on GPUs 0 and 1; b beside it on GPU 0 (0.5), c on GPU 1 (0.25), both from 0 on. c runs 10 s at full speed:
        // a does 2.5. b ends at 40 / 0.8 = 50: a does 40 x 0.5 = 20 more. The other 77.5 alone: a ends at 127.5.
        RunResult result = Run(
            [Job("a", 0, 2, 100), Job("b", 0, 1, 40), Job("c", 0, 1, 10)], 2, Pairs,
            At(0, (_, plan) => plan.Share(0, OnGpus(0, 2, 3))),
            At(0, (_, plan) => plan.Share(1, OnGpus(0, 1, 1))),
            At(0, (_, plan) => plan.Share(2, OnGpus(0, 1, 2))));

        Assert.That(Ends(result), Is.EqualTo(new[] { 127.5, 50.0, 10.0 }));
    }

    [Test]
    public void WhoStaysHoldsTheGpuAloneWhenTheFirstIsStopped()
    {
        // b comes to a at 20; a is stopped at 30 with 20 + 5 done and cannot start again while b holds the GPU. b has
        // done 8 of 60 by then and ends at 30 + 52 = 82, when a starts with 75 left and ends at 157.
        RunResult result = Run(
            [Job("a", 0, 1, 100), Job("b", 20, 1, 60)], 1, Pairs,
            At(20, (_, plan) => plan.Share(1, OnGpus(0, 1, 1))), At(30, (_, plan) => plan.Preempt(0)));

        Assert.That(Ends(result), Is.EqualTo(new[] { 157.0, 82.0 }));
    }

    [Test]
    public void AJobCanMoveOntoAndOffASharedGpu()
    {
        // Both alone until 10; then b moves to a: at 20 they have done 10 + 5 and 10 + 8. b moves back and ends at
        // 20 + 42 = 62, a at 20 + 85 = 105. Moving costs nothing here.
        RunResult result = Run(
            [Job("a", 0, 1, 100), Job("b", 0, 1, 60)], 2, Pairs,
            At(10, (_, plan) => plan.Share(1, OnGpus(0, 1, 1))),
            At(20, (_, plan) => plan.Migrate(1, OnGpus(0, 1, 2))));

        Assert.That(Ends(result), Is.EqualTo(new[] { 105.0, 62.0 }));
    }

    [Test]
    public void RestartingAJobCostsItItsProgress()
    {
        // Stopped at 30 of 100 without a checkpoint, started again at once: it ends at 130.
        RunResult result = Run([Job("a", 0, 1, 100)], 1, Pairs, At(30, (_, plan) => plan.Restart(0)));

        Assert.That(Ends(result), Is.EqualTo(new[] { 130.0 }));
        Assert.That(result.Jobs[0].WastedGpuSeconds, Is.EqualTo(30));
    }

    [Test]
    public void SharingIsRefusedWhereItCannotBe()
    {
        Job half = Job("half", 0, 1, 100) with
        {
            Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1, GpuMilli: 500) },
        };
        Job[] jobs = [half, Job("a", 0.5, 1, 100, 10, 16000), Job("b", 0.5, 1, 100, 10, 9000)];
        ScriptedPolicy policy = Script(
            At(1, (_, plan) => plan.Share(2, OnGpus(0, 1, 1))),
            At(1, (_, plan) => plan.Share(0, OnGpus(0, 1, 2))),
            At(1, (_, plan) => plan.Share(2, OnGpus(0, 1, 2))),
            At(1, (_, plan) => plan.Share(2, OnGpus(3, 1, 2))),
            At(1, (_, plan) => plan.Share(2, OnGpus(0, 2, 3))));
        Platform platform = Cluster(2);
        Simulation.Run(new Workload(jobs), platform, policy, new SimulationOptions { Interference = Pairs });

        Assert.That(policy.Answers, Is.EqualTo(new[]
        {
            RefusalReason.DoesNotFit, RefusalReason.NotShareable, RefusalReason.GpuMemory, RefusalReason.UnknownNode,
            RefusalReason.IncompleteGang,
        }), "beside half a GPU, half a GPU itself, 25,000 of 24,576 MiB, no such node, one GPU too many");
    }

    [Test]
    public void WithoutAModelJobsDoNotSlowEachOtherDownAndTheResultSaysSo()
    {
        RunResult result = Run(
            [Job("a", 0, 1, 100), Job("b", 20, 1, 60)], 1, null, At(20, (_, plan) => plan.Share(1, OnGpus(0, 1, 1))));

        Assert.That(Ends(result), Is.EqualTo(new[] { 100.0, 80.0 }));
        Assert.That(result.Notices, Has.Some.Contains("full speed"));
    }

    [Test]
    public void TheSharesOfAGpuAddUpToTheWhole()
    {
        // Three on one GPU: 334 + 333 + 333.
        Job[] jobs = [Job("a", 0, 1, 100), Job("b", 0, 1, 100), Job("c", 0, 1, 100)];
        HeldShares held = new();
        Simulation.Run(
            new Workload(jobs), Cluster(1),
            Script([.. Enumerable.Range(0, 3).Select(job => At(0, (_, plan) => plan.Share(job, OnGpus(0, 1, 1))))]),
            new SimulationOptions(), held);

        Assert.That(held.Largest, Is.EqualTo(1000));
        Assert.That(held.Taken, Does.Contain(334).And.Contains(333));
        Assert.That(held.Now, Is.Zero, "all is given back");
    }

    private static RunResult Run(
        Job[] jobs, int gpus, IInterference? interference,
        params (double Seconds, Func<SchedulingView, Plan, RefusalReason> Verb)[] script) =>
        Simulation.Run(
            new Workload(jobs), Cluster(gpus), Script(script), new SimulationOptions { Interference = interference });

    private static ScriptedPolicy Script(
        params (double Seconds, Func<SchedulingView, Plan, RefusalReason> Verb)[] script)
    {
        ScriptedPolicy policy = new();
        foreach ((double seconds, Func<SchedulingView, Plan, RefusalReason> verb) in script)
        {
            policy.At(seconds, verb);
        }

        return policy;
    }

    private static (double Seconds, Func<SchedulingView, Plan, RefusalReason> Verb) At(
        double seconds, Func<SchedulingView, Plan, RefusalReason> verb) => (seconds, verb);

    private static Placement OnGpus(int node, int instances, ulong mask) => new([new(node, instances, mask)]);

    private static double[] Ends(RunResult result) => [.. result.Jobs.Select(job => job.EndTime.Seconds)];

    private static Platform Cluster(int gpus) => Model.Gpus(1, gpus) with
    {
        Nodes = [new Node { Name = "n", Gpus = gpus, GpuModel = "G", CpuLimited = false }],
        GpuModels = [new GpuModel { Name = "G", MemoryMiB = 24576 }],
    };

    private static Job Job(string id, double submit, int gpus, double run, double utilization = 10, double memory = 0)
    {
        Job job = Model.Job(id, submit, gpus, run);
        return job with
        {
            Profile = job.Profile with
            {
                Signature = new JobSignature { Name = id, GpuUtilization = utilization, GpuMemoryMiB = memory },
            },
        };
    }

    private sealed class HeldShares : IAllocationObserver
    {
        public int Now { get; private set; }

        public int Largest { get; private set; }

        public List<int> Taken { get; } = [];

        public void Observe(in SimulationEvent happened)
        {
        }

        void IAllocationObserver.Taken(
            int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, ClusterSim.Time.SimTime start)
        {
            Now += gpuMilli;
            Largest = Math.Max(Largest, Now);
            Taken.Add(gpuMilli);
        }

        public void Released(
            int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, ClusterSim.Time.SimTime start,
            ClusterSim.Time.SimTime end) => Now -= gpuMilli;
    }
}
