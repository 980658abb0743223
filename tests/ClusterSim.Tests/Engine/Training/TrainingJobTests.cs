using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Engine.Training;

/// <summary>
/// An application of two epochs of 100 steps at a batch of 10. A step takes 1 s on one GPU and 2 s on two nodes; in the
/// first epoch noise dominates (a batch of 20 is worth two steps), in the second there is none (worth one).
/// </summary>
[TestFixture]
internal sealed class TrainingJobTests
{
    private static readonly TrainingApplication Application = new(
        "tiny",
        [Run(10, 100, 200), Run(20, 50, 150)],
        new StepTimeTable(
            [Placement("1", 1), Placement("2", 1), Placement("11", 2)], []));

    [Test]
    public void AJobRunsEpochByEpochAtTheSpeedOfItsBatch()
    {
        // Batch 20 on a node of two GPUs: 1 s a step, gain 2 then 1: 50 s + 100 s.
        Assert.That(RunSeconds(Job(20), (_, _) => { }), Is.EqualTo(150));
        // As the reference run time says.
        Assert.That(Application.TrainingTime([2], 20), Is.EqualTo(TimeSpan.FromSeconds(150)));
    }

    [Test]
    public void ASmallerShareIsTakenByATrainingJobAlone()
    {
        // One GPU, batch 10: gain 1 in both epochs, 200 s. A job of another kind is refused the smaller share.
        Assert.That(RunSeconds(Job(10), (_, _) => { }, gpus: 1), Is.EqualTo(200));
        Job rigid = Job(10) with { Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(50) } };
        Assert.That(RunSeconds(rigid, (_, _) => { }, gpus: 1), Is.Null);
    }

    [Test]
    public void ARestartKeepsTheEpochAndItsProgress()
    {
        // Two GPUs for 60 s: one epoch and 10 of 100 steps of the second; then one GPU with batch 10: 90 s.
        Job job = Job(20);
        double? end = RunSeconds(job, (view, plan) =>
        {
            if (view.Now == SimTime.FromSeconds(60))
            {
                plan.SetBatch(0, 10);
                plan.Preempt(0);
                plan.Start(0, new Placement([new PlacementSlice(0, 1, 0b1)]));
            }
        });
        Assert.That(end, Is.EqualTo(150));
    }

    [Test]
    public void APolicySeesWhatTheJobHasObserved()
    {
        TrainingReport? seen = null;
        RunSeconds(Job(20), (view, _) =>
        {
            if (view.Now == SimTime.FromSeconds(60))
            {
                seen = view.Job(0).Training;
                Assert.That(seen!.Epochs, Is.EqualTo(1));
                Assert.That(seen.Samples.Single(), Is.EqualTo(new StepTimeSample(1, 2, 10, new StepTime(1, 0.1))));
                // It is 10 s into the second epoch.
                Assert.That(seen.Gradients, Is.EqualTo(new GradientStatistics(1, 0)));
            }
        });
        Assert.That(seen, Is.Not.Null);
    }

    [Test]
    public void AFailureFallsBackToTheEpochOfTheLastCheckpoint()
    {
        // Done by 60 s: 110 of 200 steps, i.e. 82.5 s of the 150 s of reference work; a checkpoint each 60 s of work
        // keeps 60 s: 80 of 200 steps, epoch 0 again. From 60 s on: 20 steps at gain 2 in 10 s, then 100 s: 170 s.
        Job job = Job(20);
        SimulationOptions options = new()
        {
            Overheads = new Overheads { CheckpointInterval = TimeSpan.FromSeconds(60) },
            NodeChanges = [.. new[] { false, true }.Select(up => new NodeChange(SimTime.FromSeconds(60), 0, up))],
        };
        Assert.That(RunSeconds(job, (_, _) => { }, options: options), Is.EqualTo(170));
    }

    [Test]
    public void ImpossibleBatchesAreRefused()
    {
        List<RefusalReason> reasons = [];
        RunSeconds(Job(20), (_, plan) =>
            reasons.AddRange([plan.SetBatch(0, 5), plan.SetBatch(0, 21), plan.SetBatch(1, 10)]));
        Assert.That(reasons.Take(3), Is.All.EqualTo(RefusalReason.ImpossibleBatch));
    }

    private static TrainingRun Run(int batch, int first, int second) => new(
        batch,
        [
            new EpochRow(100, first, 0.5, new GradientStatistics(0, 1)),
            new EpochRow(200, second, 0.9, new GradientStatistics(1, 0)),
        ]);

    private static PlacementTimes Placement(string placement, double seconds) =>
        new(placement, [5, 20], [new StepTime(seconds, 0.1), new StepTime(seconds, 0.1)]);

    private static Job Job(int batch) => new()
    {
        Id = "a",
        SubmitTime = SimTime.Zero,
        Request = new JobRequest
        {
            Instances = 2,
            PerInstance = new ResourceVector(Gpus: 1),
            Application = "tiny",
            Training = new TrainingRequest { Limits = Application.Limits, BatchSize = batch },
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(150), Training = Application },
    };

    private static double? RunSeconds(
        Job job, Action<SchedulingView, Plan> also, int gpus = 2, SimulationOptions? options = null)
    {
        Script policy = new((view, plan) =>
        {
            if (view.Pending.Count > 0 && view.Free.WholeGpus(0) >= gpus)
            {
                plan.Start(0, new Placement([new PlacementSlice(0, gpus, (1UL << gpus) - 1)]));
            }

            also(view, plan);
            if (view.Now < SimTime.FromSeconds(60))
            {
                plan.WakeAt(SimTime.FromSeconds(60));
            }
        });
        Platform platform = new()
        {
            Name = "one", Nodes = [new Node { Name = "n0", Gpus = 2, CpuLimited = false }],
        };
        RunResult result = Simulation.Run(new Workload([job]), platform, policy, options);
        return result.Jobs[0].Jct?.TotalSeconds;
    }

    private sealed class Script(Action<SchedulingView, Plan> pass) : ISchedulingPolicy
    {
        public string Name => "script";

        public void Schedule(SchedulingView view, Plan plan) => pass(view, plan);
    }
}
