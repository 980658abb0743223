using ClusterSim.Engine.Power;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;
using ClusterSim.Randomness;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments.Tuning;

/// <summary>Windows never overlap; scores and comparisons are what runs of the windows give.</summary>
public sealed class TuningStudyTests
{
    // Many jobs share a submit time, so that windows of equally many jobs are cut within an instant.
    [TestCase(2, 0.5)]
    [TestCase(7, 0.3)]
    [TestCase(10, 0.9)]
    public void EveryLaterJobWasSubmittedAfterEveryTrainingJob(int windows, double share)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            RandomStream random = new(seed, "windows");
            WindowSplit split = WindowSplit.Of(
                new Workload(Enumerable.Range(0, 200).Select(i => Model.Job($"{i}", random.NextInt(12), 1, 5))),
                windows, share);
            SimTime end = split.Training.Max(window => window.To);
            var training = split.Training.SelectMany(window => window.Workload.Jobs).Select(job => job.Id);
            var later = split.Later.SelectMany(window => window.Workload.Jobs).ToArray();
            Assert.Multiple(() =>
            {
                Assert.That(later.Select(job => job.SubmitTime), Is.All.GreaterThan(end));
                Assert.That(training.Concat(later.Select(job => job.Id)), Is.Unique);
            });
        }
    }

    [TestCase(1, 0.5)]
    [TestCase(10, 0.01)]
    [TestCase(10, 0.99)]
    [TestCase(150, 0.5)]
    public void ASideWithoutWindowsIsRefused(int windows, double share) => Assert.That(
        () => WindowSplit.Of(Model.Jobs([.. Enumerable.Range(0, 200).Select(i => ($"{i}", i * 1.0, 1, 5.0))]),
            windows, share),
        Throws.TypeOf<ExperimentException>().With.Message.Contains("at least one window for training"));

    // Two training windows of two jobs on one GPU. fifo: the second job of each waits 90 s behind the first: bounded
    // slowdowns 1 and (90 + 10) / 10 = 10 in window 1; 1 and (15 + 10) / 10 = 2.5 in window 2; means 5.5 and 1.75, mean
    // of these 3.625. Greatest waits 90 s and 15 s: of a limit of 45 s the worse is twice: ln 2.
    [Test]
    public void TheScoreIsThatOfTheTrainingWindows()
    {
        TuningStudy study = TuningStudy.Of(
            Model.Jobs(
                ("a", 0, 1, 100), ("b", 10, 1, 10), ("c", 1000, 1, 20), ("d", 1005, 1, 10), ("e", 2000, 1, 10),
                ("f", 2000, 1, 10), ("g", 3000, 1, 10), ("h", 3000, 1, 10)),
            Model.Gpus(1, 1),
            new TuningOptions
            {
                Windows = 4, Constraints = [TuningConstraint.Parse("max_total_wait_seconds <= 45")],
            });
        TrainingScore score = study.Train(new PolicyChoice { Name = "fifo", Policy = "fifo" });
        Assert.Multiple(() =>
        {
            Assert.That(score.Mean, Is.EqualTo(3.625).Within(1e-12));
            Assert.That(score.Objective, Is.EqualTo(Math.Log(3.625)).Within(1e-12));
            Assert.That(score.Excesses, Is.EqualTo(new[] { Math.Log(2) }).Within(1e-12));
            Assert.That(study.TrainingJobCount, Is.EqualTo(4));
        });
    }

    // One GPU of 40 to 240 W on a node of 60 W, 400 g/kWh, three windows of two jobs of an hour that come 10 h apart:
    // each window takes 7,200 s x 300 W = 0.6 kWh and 0.24 kg, whatever the order and whatever went before.
    [Test]
    public void ConstraintsOnEnergyAndCarbonAreThoseOfTheWindow()
    {
        string folder = Directory.CreateTempSubdirectory("clustersim-tuning-").FullName;
        try
        {
            TuningStudy study = TuningStudy.Load(Billed(folder), new TuningOptions
            {
                Windows = 3,
                TrainingShare = 0.34,
                Constraints =
                [
                    TuningConstraint.Parse("energy_kwh<=0.61"), TuningConstraint.Parse("carbon_operational_kg<=0.2"),
                ],
            });
            TrainingScore score = study.Train(new PolicyChoice { Name = "fifo", Policy = "fifo" });
            LaterComparison later = LaterComparison.Of(
                study, LaterComparison.StandardBaselines, [new PolicyChoice { Name = "fifo", Policy = "fifo" }]);
            Assert.Multiple(() =>
            {
                Assert.That(
                    score.Excesses, Is.EqualTo(new[] { Math.Log(0.6 / 0.61), Math.Log(0.24 / 0.2) }).Within(1e-9));
                Assert.That(later.Tuned[0].Kept, Is.EqualTo(new[] { 2, 0 }));
                Assert.That(LaterMarkdown.Of(later), Does.Contain("| windows with energy_kwh<=0.61 |").And.Contain(
                    " 2 | 0 |\n"));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ExperimentSpec Billed(string folder)
    {
        string platform = Path.Combine(folder, "platform.yaml"), trace = Path.Combine(folder, "trace.csv");
        File.WriteAllText(platform, """
            gpu_models: {G: {memory: 16 GiB, idle_power: 40 W, max_power: 240 W}}
            nodes: [{name: n, count: 1, gpus: 1 x G, base_power: 60 W}]
            """);
        NormalForm.Write(
            Model.Jobs(
                ("a", 0, 1, 3600), ("b", 10, 1, 3600), ("c", 36000, 1, 3600), ("d", 36010, 1, 3600),
                ("e", 72000, 1, 3600), ("f", 72010, 1, 3600)),
            trace);
        ExperimentSpec spec = new QuickExperiment { Trace = trace, Platform = platform, Policies = ["fifo"] }.ToSpec();
        return spec with
        {
            Options =
            [
                spec.Options[0] with { Power = new PowerOptions(), Signals = new SignalChoice { Carbon = "400" } },
            ],
        };
    }

    // A baseline compared with itself has a ratio of 1 in every window.
    [Test]
    public void APolicyIsNotInferiorToItself()
    {
        RandomStream random = new(3, "comparison");
        TuningStudy study = TuningStudy.Of(
            new Workload(Enumerable.Range(0, 200).Select(i =>
                Model.Job($"{i}", i, 1 + random.NextInt(4), 1 + random.NextInt(40)))),
            Model.Gpus(1, 4), new TuningOptions());
        LaterComparison later = LaterComparison.Of(
            study, LaterComparison.StandardBaselines,
            [new PolicyChoice { Name = "again", Policy = "weighted+easy" }]);
        string[] lines = LaterMarkdown.Of(later).TrimEnd('\n').Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(later.Tuned[0].Values, Is.EqualTo(later.Baselines[1].Values));
            Assert.That(later.Tuned[0].Against[1].IsNonInferior, Is.True);
            Assert.That(lines, Has.Length.EqualTo(5));
            Assert.That(lines[0], Does.Contain("mean of 10 later windows | against f1+easy | against sjf+easy |"));
            Assert.That(lines[4], Does.Contain("1.000 (1.000 to 1.000), p 0.000 at 5%: not inferior |"));
        });
    }

    [TestCase("max_total_wait_seconds", "expected METRIC<=NUMBER")]
    [TestCase("max_total_wait_seconds<=x", "expected METRIC<=NUMBER")]
    [TestCase("mean_total_wait_second<=1", "did you mean 'mean_total_wait_seconds'?")]
    public void AMalformedConstraintIsRefused(string text, string expected) => Assert.That(
        () => TuningConstraint.Parse(text), Throws.TypeOf<ExperimentException>().With.Message.Contains(expected));
}
