using ClusterSim.Behavior;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>The limits of what may be done, by hand and on drawn workloads with drawn advice.</summary>
public sealed class GuardRailTests
{
    // At 100 nobody waits for a's GPU; b comes at 150, and the advice is followed then: a, stopped, goes on at 200.
    [Test]
    public void NothingIsTakenWhileNobodyWaitsAndTheAdviceStandsUntilSomebodyDoes()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 1, 1000), ("b", 150, 1, 50)), Model.Gpus(1, 1), "fifo", null,
            new Hint(100, RecommendedAction.CheckpointRequeue, 0));
        Assert.Multiple(() =>
        {
            Assert.That(run.Starts()[1], Is.EqualTo(150));
            Assert.That(run.Jobs[0].Restarts, Is.EqualTo(1));
            Assert.That(run.Refused(ActionRefusal.NobodyWaits), Is.EqualTo(1));
            Assert.That(run.Entry().Applied, Is.EqualTo(1));
        });
    }

    // The job ends at 120, before anybody comes.
    [Test]
    public void AdviceAboutAJobThatHasLeftIsDropped()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 1, 120), ("b", 150, 1, 50), ("c", 151, 1, 50)), Model.Gpus(1, 1), "fifo", null,
            new Hint(100, RecommendedAction.CheckpointRequeue, 0));
        Assert.That(run.Refused(ActionRefusal.JobChanged), Is.EqualTo(1));
        Assert.That(run.Entry().Applied, Is.Zero);
    }

    // a is moved at 100; at 200 the cool-down of 300 s still runs, so that the second move waits until 400.
    [Test]
    public void ASecondActionOnAJobWaitsForTheCoolDown()
    {
        Moves moves = new();
        ScriptedRun.Of(
            Model.Jobs(("a", 0, 1, 1000)), Model.Gpus(2, 1), Policies.PatternDriven(Policies.Fifo()),
            [new Hint(100, RecommendedAction.Migrate, 0), new Hint(200, RecommendedAction.Reclaim, 0),
                new Hint(300, RecommendedAction.Notify, 0)],
            null, moves);
        Assert.That(moves.Times, Is.EqualTo(new double[] { 100 }));
    }

    [Test]
    public void NoMoreActionsThanTheLimitsAllow()
    {
        Hint[] hints = [.. Enumerable.Range(0, 8).Select(job => new Hint(100, RecommendedAction.Migrate, job))];
        Moves moves = new();
        PatternDrivenOptions options = new() { ActionsPerPass = 3, ActionsPerHour = 5 };
        // Two of four nodes are filled; w waits for all of them, so that the advice stands.
        Workload workload = new(
            [.. Enumerable.Range(0, 8).Select(i => Model.Job($"{i}", 0, 1, 9000)), Model.Job("w", 1, 16, 1)]);
        ScriptedRun.Of(
            workload, Model.Gpus(4, 4), Policies.PatternDriven(Policies.Fifo(), options), hints, null, moves);
        // Three at once, two a tick later, and the other three when the first have been done for an hour.
        Assert.That(
            moves.Times, Is.EqualTo(new double[] { 100, 100, 100, 100, 100, 3700, 3700, 3700 }).Within(1e-6));
    }

    [Test]
    public void ConfidenceBelowTheThresholdIsNotActedUpon()
    {
        RunResult run = ScriptedRun.Of(
            Model.Jobs(("a", 0, 1, 1000)), Model.Gpus(2, 1), "fifo", null,
            new Hint(100, RecommendedAction.Migrate, 0) { Confidence = 0.79 });
        Assert.That(run.Refused(ActionRefusal.BelowConfidence), Is.EqualTo(1));
    }

    /// <summary>Drawn jobs, some of which fail or idle in the end, and drawn advice about them.</summary>
    [FsCheck.NUnit.Property(MaxTest = 150, EndSize = 60)]
    public void TheLimitsHoldTheBooksBalanceAndNoJobIsLost(
        (byte Submit, byte Run, byte Size)[] jobs, (byte At, byte Job, byte What)[] advice, byte policy)
    {
        Workload workload = new(jobs.Select(Make));
        Platform platform = Model.Gpus(3, 4);
        PatternDrivenOptions options = new()
        {
            CoolDown = TimeSpan.FromSeconds(20), ActionsPerHour = 12, ActionsPerPass = 2, MinimumInstances = 2,
            HoldLimit = TimeSpan.FromSeconds(40), BackOff = TimeSpan.FromSeconds(15),
            SavesEnergyWhenNobodyWaits = policy % 2 == 0, Learning = (RuleLearning)(policy % 4),
        };
        string[] bases = ["fifo", "fifo-skip", "easy", "priority", "conservative"];
        RailWatch rails = new(workload, options);
        RunLedger books = new(workload, platform);
        ISchedulingPolicy wrapped = Policies.PatternDriven(PolicyCatalog.Create(bases[policy % 5]), options);
        RunResult run = ScriptedRun.Of(
            workload, platform, wrapped, jobs.Length == 0 ? [] : advice.Select(a => Advise(a, jobs.Length)), null,
            rails, books);
        Assert.That(rails.Faults, Is.Empty);
        // A job that was shrunk holds a part of its gang, which is what shrinking means.
        Assert.That(books.Faults.Where(fault => !fault.Contains("a part of its gang")), Is.Empty);
        Assert.That(run.Jobs.Where(job => job.EndTime.IsNever), Is.Empty);
        Assert.That(run.Ledger.Sum(entry => entry.Detections), Is.EqualTo(run.Detections.Length));
        Assert.That(run.Ledger.Where(entry => entry.Settled > entry.Applied), Is.Empty);
    }

    private static Hint Advise((byte At, byte Job, byte What) drawn, int jobs)
    {
        RecommendedAction[] all = Enum.GetValues<RecommendedAction>();
        return new Hint(drawn.At / 2.0, all[drawn.What % all.Length], drawn.Job % jobs)
        {
            Rule = "rule" + (drawn.What % 3), TargetGpus = 1 + (drawn.What % 3),
        };
    }

    private static Job Make((byte Submit, byte Run, byte Size) drawn, int index)
    {
        Job job = Model.Job($"{index}", drawn.Submit / 2.0, 1 + (drawn.Size % 5), 1 + drawn.Run);
        return job with
        {
            Request = job.Request with
            {
                User = "u" + (drawn.Size % 3), Application = "a" + (drawn.Run % 2), Priority = drawn.Size % 4,
            },
            Profile = job.Profile with
            {
                Outcome = drawn.Run % 4 == 0 ? JobOutcome.Failed : JobOutcome.Completed,
                ActiveGpus = drawn.Size % 2 == 0 ? 1 : null,
                Phases =
                [
                    new UtilizationPhase(TimeSpan.Zero, drawn.Size * 3, PhaseKind.Compute),
                    .. drawn.Run % 3 == 0
                        ? [new UtilizationPhase(SimTime.Length(1 + (drawn.Run / 2)), 0, PhaseKind.Idle)]
                        : Array.Empty<UtilizationPhase>(),
                ],
            },
        };
    }

    private sealed class Moves : IEventObserver
    {
        public List<double> Times { get; } = [];

        public void Observe(in SimulationEvent happened)
        {
            if (happened.Kind is EventKind.JobMigrated or EventKind.JobReclaimed or EventKind.JobPreempted)
            {
                Times.Add(happened.Time.Seconds);
            }
        }
    }
}
