using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine.Failures;

/// <summary>Checkpoints that take time: 30 s of progress between them, 5 s each; all times by hand.</summary>
public class PeriodicCheckpointTests
{
    // Checkpoints at 30, 60 and 90 s of progress: 100 + 3 x 5.
    [TestCase(100, 115)]
    // At 30 and 60; none at the end.
    [TestCase(90, 100)]
    [TestCase(30, 30)]
    [TestCase(20, 20)]
    public void EachCheckpointButOneAtTheEndTakesItsTime(double work, double end) =>
        Assert.That(Run(work).EndTime.Seconds, Is.EqualTo(end));

    [Test]
    public void TheTimeOfCheckpointsIsOverhead()
    {
        JobResult job = Run(100);
        Assert.That((job.OverheadGpuSeconds, job.WastedGpuSeconds, job.LostGpuSeconds), Is.EqualTo((15.0, 15.0, 0.0)));
    }

    // Half speed: 200 s of work and 3 checkpoints, which do not take longer.
    [Test]
    public void ASlowGpuWorksSlowlyButWritesAsFast() =>
        Assert.That(Run(100, speed: 0.5).EndTime.Seconds, Is.EqualTo(215));

    // At 32 the first checkpoint is being written: all 30 s of progress are lost. From 32: 115 again.
    [TestCase(32, 32 + 115, 30)]
    // At 36 the job has done 31 s, of which 30 are safe: 70 s are left, with checkpoints at 60 and 90.
    [TestCase(36, 36 + 80, 1)]
    // At 35, the instant at which the checkpoint is complete, nothing is lost.
    [TestCase(35, 35 + 80, 0)]
    // At 72: 30 + 5 + 30 + 5 + 2 s: 62 s done, 60 safe, 40 left with one checkpoint.
    [TestCase(72, 72 + 45, 2)]
    public void AFailureLosesWhatIsNotInAFinishedCheckpoint(double failure, double end, double lost)
    {
        JobResult job = Run(100, new NodeChange(SimTime.FromSeconds(failure), 0, false));
        Assert.That((job.EndTime.Seconds, job.LostGpuSeconds), Is.EqualTo((end, lost)));
    }

    [Test]
    public void ACheckpointIsReportedWhenItIsComplete()
    {
        CheckpointLog log = new();
        Run(100, log: log);
        Assert.That(log.Lines, Is.EqualTo(new[] { "35 30", "70 60", "105 90" }));
    }

    // Two GPUs on one node that fails once in 10,000 s: sqrt(2 x 50 x 10,000) = 1000 s between checkpoints.
    // 2500 s of work: checkpoints at 1000 and 2000, complete at 1050 and 2100.
    [Test]
    public void YoungsIntervalFollowsFromTheFailuresOfTheRun()
    {
        CheckpointLog log = new();
        Overheads costs = new() { PeriodicCheckpoint = Seconds(50), CheckpointRule = CheckpointRule.Young };
        SimulationOptions options = new()
        {
            Overheads = costs, Failures = new FailureModel(Seconds(10_000), Seconds(1)), Seed = QuietSeed,
        };
        Simulation.Run(Model.Jobs(("a", 0, 2, 2500)), Model.Gpus(1, 2), new FirstFitInOrder(), options, log);
        Assert.That(log.Lines, Is.EqualTo(new[] { "1050 1000", "2100 2000" }));
    }

    // Four nodes instead of one: a quarter of the mean time to failure, half of the interval.
    [Test]
    public void AJobOnFourNodesWritesTwiceAsOften()
    {
        CheckpointLog log = new();
        Overheads costs = new() { PeriodicCheckpoint = Seconds(50), CheckpointRule = CheckpointRule.Young };
        SimulationOptions options = new()
        {
            Overheads = costs, Failures = new FailureModel(Seconds(10_000), Seconds(1)), Seed = QuietSeed,
        };
        Simulation.Run(Model.Jobs(("a", 0, 4, 1200)), Model.Gpus(4, 1), new FirstFitInOrder(), options, log);
        Assert.That(log.Lines, Is.EqualTo(new[] { "550 500", "1100 1000" }));
    }

    [Test]
    public void AJobThatNothingCanStopWritesNone()
    {
        Overheads costs = new() { PeriodicCheckpoint = Seconds(50), CheckpointRule = CheckpointRule.Daly };
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 500)), Model.Gpus(1, 1), new FirstFitInOrder(),
            new SimulationOptions { Overheads = costs });
        Assert.That(run.Jobs[0].EndTime.Seconds, Is.EqualTo(500));
    }

    [Test]
    public void RulesWithoutACostAreRefused()
    {
        SimulationOptions options = new() { Overheads = new Overheads { CheckpointRule = CheckpointRule.Young } };
        Assert.That(
            () => Simulation.Run(Model.Jobs(("a", 0, 1, 5)), Model.Gpus(1, 1), new FirstFitInOrder(), options),
            Throws.ArgumentException.With.Message.Contains("need the time that a periodic checkpoint takes"));
    }

    // A seed under which no node fails in the first hour, so that the times above stand.
    private const int QuietSeed = 5;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static JobResult Run(
        double work, NodeChange? failure = null, double speed = 1, IEventObserver? log = null)
    {
        Platform platform = Model.Gpus(2, 1) with
        {
            GpuModels = [new GpuModel { Name = "g", RelativeSpeed = speed }],
        };
        platform = platform with { Nodes = [.. platform.Nodes.Select(node => node with { GpuModel = "g" })] };
        SimulationOptions options = new()
        {
            Overheads = new Overheads { CheckpointInterval = Seconds(30), PeriodicCheckpoint = Seconds(5) },
            NodeChanges = failure is { } change ? [change] : [],
        };
        IEventObserver[] observers = log is null ? [] : [log];
        return Simulation.Run(
            Model.Jobs(("a", 0, 1, work)), platform, new FirstFitInOrder(), options, observers).Jobs[0];
    }

    private sealed class CheckpointLog : IEventObserver
    {
        public List<string> Lines { get; } = [];

        public void Observe(in SimulationEvent happened)
        {
            if (happened.Kind == EventKind.JobCheckpointed)
            {
                Lines.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{happened.Time.Seconds:0.###} {happened.Value:0.###}"));
            }
        }
    }
}
