using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine;

public class SimulationTests
{
    [Test]
    public void JobsWaitForTheirPredecessorOnOneGpu()
    {
        // One GPU. a(0, 10 s) runs 0-10, b(1, 5 s) waits 9 s and runs 10-15.
        RunResult result = Simulation.Run(
            Model.Jobs(("a", 0, 1, 10), ("b", 1, 1, 5)), Model.Gpus(1, 1), new FirstFitInOrder());

        Assert.That(
            result.Jobs.Select(j => (j.StartTime.Seconds, j.EndTime.Seconds)),
            Is.EqualTo(new[] { (0.0, 10.0), (10.0, 15.0) }));
        Assert.That(result.Jobs[1].QueueingDelay, Is.EqualTo(TimeSpan.FromSeconds(9)));
        Assert.That(result.Jobs.Select(j => j.AllocatedGpuSeconds), Is.EqualTo(new[] { 10.0, 5.0 }));
    }

    [Test]
    public void AnEndAndASubmissionAtOneInstantSeeTheFreedGpu()
    {
        // b is submitted at the very instant at which a ends: ends come first, so b starts at once.
        RunResult result = Simulation.Run(
            Model.Jobs(("a", 0, 1, 10), ("b", 10, 1, 5)), Model.Gpus(1, 1), new FirstFitInOrder());

        Assert.That(result.Jobs[1].StartTime.Seconds, Is.EqualTo(10));
    }

    [Test]
    public void AJobOfZeroLengthStartsAndEndsInItsInstant()
    {
        RunResult result = Simulation.Run(
            Model.Jobs(("a", 3, 1, 0), ("b", 3, 1, 2)), Model.Gpus(1, 1), new FirstFitInOrder());

        Assert.That(
            result.Jobs.Select(j => (j.StartTime.Seconds, j.EndTime.Seconds)),
            Is.EqualTo(new[] { (3.0, 3.0), (3.0, 5.0) }));
    }

    [Test]
    public void AJobLargerThanTheClusterIsRejectedAndListed()
    {
        RunResult result = Simulation.Run(
            Model.Jobs(("a", 0, 3, 10), ("b", 1, 1, 5)), Model.Gpus(1, 2), new FirstFitInOrder());

        Assert.That(result.Jobs[0].Status, Is.EqualTo(JobStatus.Rejected));
        Assert.That(result.Jobs[1].Status, Is.EqualTo(JobStatus.Completed));
        Assert.That(result.Notices, Has.Some.StartWith("1 of 2 jobs were rejected"));
    }

    [Test]
    public void ANodeFailureLosesTheProgressSinceTheLastCheckpoint()
    {
        // Two nodes of one GPU. a (100 s) runs on node 0; at 35 node 0 fails. With checkpoints every 10 s of progress,
        // 30 s are kept and 5 s lost; it resumes at 35 on node 1, restores for 2 s, and needs 70 s more: 35+2+70 = 107.
        Platform platform = Model.Gpus(2, 1);
        SimulationOptions options = new()
        {
            NodeChanges = [new NodeChange(SimTime.FromSeconds(35), 0, false)],
            Overheads = new Overheads
            {
                Restore = TimeSpan.FromSeconds(2), CheckpointInterval = TimeSpan.FromSeconds(10),
            },
        };
        RunResult result = Simulation.Run(Model.Jobs(("a", 0, 1, 100)), platform, new FirstFitInOrder(), options);

        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(107));
        Assert.That(result.Jobs[0].Restarts, Is.EqualTo(1));
        Assert.That(result.Jobs[0].WastedGpuSeconds, Is.EqualTo(7).Within(1e-9), "5 s lost and 2 s of restoring");
    }

    [Test]
    public void ARunWithFailuresEndsWhenItsJobsHaveEnded()
    {
        SimulationOptions options = new()
        {
            Failures = new FailureModel(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)), Seed = 7,
        };
        RunResult result = Simulation.Run(
            Model.Jobs(("a", 0, 1, 20), ("b", 0, 1, 20)), Model.Gpus(2, 1), new FirstFitInOrder(), options);

        Assert.That(result.Jobs.Select(j => j.Status), Is.All.EqualTo(JobStatus.Completed));
    }

    [Test]
    public void TheEventsOfOneInstantComeInTheOrderOfTheirPhases()
    {
        List<string> log = [];
        Simulation.Run(
            Model.Jobs(("a", 0, 1, 10), ("b", 10, 1, 5)), Model.Gpus(1, 1), new FirstFitInOrder(), null, new Log(log));

        Assert.That(log, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobStarted 0", "10 JobCompleted 0", "10 JobSubmitted 1", "10 JobStarted 1",
            "15 JobCompleted 1",
        }));
    }

    [Test]
    public void ASlowerGpuModelStretchesTheRun()
    {
        // Relative speed 0.5: 10 reference seconds take 20.
        Platform platform = Model.Gpus(1, 1) with { GpuModels = [new GpuModel { Name = "K80", RelativeSpeed = 0.5 }] };
        platform = platform with { Nodes = [platform.Nodes[0] with { GpuModel = "K80" }] };
        RunResult result = Simulation.Run(Model.Jobs(("a", 0, 1, 10)), platform, new FirstFitInOrder());

        Assert.That(result.Jobs[0].EndTime.Seconds, Is.EqualTo(20));
    }

    [Test]
    public void AThrowingPolicyIsNamedWithTheMoment()
    {
        Assert.That(
            () => Simulation.Run(Model.Jobs(("a", 4, 1, 10)), Model.Gpus(1, 1), new Throwing()),
            Throws.InvalidOperationException.With.Message.EqualTo("at 4 s, under policy 'throwing': out of ideas"));
    }

    private sealed class Throwing : ISchedulingPolicy
    {
        public string Name => "throwing";

        public void Schedule(SchedulingView view, Plan plan) => throw new NotSupportedException("out of ideas");
    }

    private sealed class Log(List<string> lines) : IEventObserver
    {
        public void Observe(in SimulationEvent happened) =>
            lines.Add($"{happened.Time.Seconds} {happened.Kind} {happened.Job}");
    }
}
