using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>Detectors in runs, alone and beside rules.</summary>
public sealed class DetectorMonitorTests
{
    // One job at 90 % that falls to 0 % at minute 300 and holds on for 200 minutes: the detector is certain at minute
    // 335 (see UtilizationDropTests), the shipped rule for low utilization at 305. Both are numbered in order of time,
    // and nothing else changes.
    [Test]
    public void RulesAndDetectorsWatchOneRun()
    {
        Workload workload = new([Dropping()]);
        SimulationOptions options = new()
        {
            Rules = [CreRules.Load(Repository.Path("experiments/rules/low-utilization.yaml"))],
            Detectors = [DetectorCatalog.Create("utilization-drop"), DetectorCatalog.Create("failure-rate")],
        };
        RunResult run = Simulation.Run(workload, Platform.Load("gpus:1x2"), Policies.Fifo(), options);
        Assert.That(
            run.Detections.Select(d => (d.Index, d.RuleId, d.Time.Seconds / 60)),
            Is.EqualTo(new[] { (0, "LowUtilization", 305.0), (1, "detector.utilization-drop", 335.0) }));
        Assert.That((run.Detections[0].Test, run.Detections[1].Test!.After), Is.EqualTo(((DetectionTest?)null, 0.0)));
        RunResult alone = Simulation.Run(workload, Platform.Load("gpus:1x2"), Policies.Fifo());
        Assert.That(run.Jobs, Is.EqualTo(alone.Jobs));
    }

    // No behaviours: the generator makes compilation, loading, checkpoints and evaluations only. 1,500 jobs.
    [Test]
    public void AGeneratedWorkloadWithoutBehavioursGivesNoDrops()
    {
        GeneratorOptions options = GeneratorPresets.Find("synthetic-waste").Options;
        Workload healthy = WorkloadGenerator.Generate(options with
        {
            Behaviors = new BehaviorOptions { LongCompilationShare = 0.1, LongDataLoadingShare = 0.1 },
        }).Workload;
        SimulationOptions watched = new() { Detectors = [new UtilizationDropOptions()] };
        Platform platform = Platform.Load(Repository.Path("platforms/small-gpu.yaml"));
        RunResult run = Simulation.Run(healthy, platform, Policies.FifoSkip(), watched);
        Assert.That(run.Jobs.Count(job => job.Status == JobStatus.Completed), Is.GreaterThan(100));
        Assert.That(run.Detections, Is.Empty);
    }

    // Every idle tail that is long enough to be judged, after a job long enough to have a history, is found.
    [Test]
    public void IdleTailsOfAGeneratedWorkloadAreFound()
    {
        GeneratedWorkload made = WorkloadGenerator.Generate(GeneratorPresets.Find("synthetic-waste").Options);
        SimulationOptions watched = new() { Detectors = [new UtilizationDropOptions()] };
        Platform platform = Platform.Load(Repository.Path("platforms/small-gpu.yaml"));
        RunResult run = Simulation.Run(made.Workload, platform, Policies.FifoSkip(), watched);
        HashSet<string> tails = [.. made.Labels
            .Where(label => (label.Behaviors & LabelledBehaviors.IdleTail) != 0).Select(label => label.JobId)];
        string[] found = [.. run.Detections.Select(d => made.Workload.Jobs[d.Job].Id).Distinct()];
        Assert.That(found, Is.SubsetOf(tails));
        // 16 panes of history, 8 of idling, and a pane at either side of both.
        string[] due = [.. made.Workload.Jobs
            .Where(job => tails.Contains(job.Id) && IsLongEnough(job)).Select(job => job.Id)];
        Assert.That(due, Is.Not.Empty.And.SubsetOf(found));
    }

    [Test]
    public void WrongOptionsAreAllNamed()
    {
        UtilizationDropOptions wrong = new() { Pane = TimeSpan.Zero, LeastDrop = -1 };
        Assert.That(
            () => new DetectorMonitor([wrong, new SlowNodeOptions { Runs = 0 }], new Workload([])),
            Throws.ArgumentException.With.Message.Contains("utilization-drop.pane: found 00:00:00")
                .And.Message.Contains("utilization-drop.least_drop: found -1, expected 0 or more")
                .And.Message.Contains("slow-node.runs: found 0"));
        Assert.That(
            () => DetectorCatalog.Create("x"),
            Throws.ArgumentException.With.Message.Contains("expected one of utilization-drop"));
        Assert.That(DetectorCatalog.All.Select(entry => DetectorCatalog.Create(entry.Key).Name),
            Is.EqualTo(DetectorCatalog.All.Select(entry => entry.Key)));
    }

    private static bool IsLongEnough(Job job)
    {
        UtilizationPhase tail = job.Profile.Phases[^1];
        TimeSpan start = job.Profile.Phases.First(phase => phase.Kind == PhaseKind.Compute).Start;
        return tail.Kind == PhaseKind.Idle && tail.Start - start > TimeSpan.FromMinutes(130)
            && job.Profile.RunTime - tail.Start > TimeSpan.FromMinutes(55);
    }

    private static Job Dropping() => new()
    {
        Id = "dropping",
        SubmitTime = SimTime.Zero,
        Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 2) },
        Profile = new JobProfile
        {
            RunTime = TimeSpan.FromMinutes(500),
            Phases =
            [
                new UtilizationPhase(TimeSpan.Zero, 900, PhaseKind.Compute),
                new UtilizationPhase(TimeSpan.FromMinutes(300), 0, PhaseKind.Idle),
            ],
        },
    };
}
