using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Optimus;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Scheduling.Elastic;

[TestFixture]
internal sealed class OptimusPolicyTests
{
    [Test]
    public void TheSpeedModelFindsTheTermsThatMadeTheStepTimes()
    {
        // Updates of 0.01 x 256 / w + 0.2 + 0.03 x w seconds on 1, 2, 4 and 8 GPUs; on 16: 0.16 + 0.2 + 0.48.
        TrainingReport report = new(new BatchLimits(256, 4096, 16, 256), 256);
        foreach (int gpus in new[] { 1, 2, 4, 8 })
        {
            double seconds = (0.01 * 256 / gpus) + 0.2 + (0.03 * gpus);
            report.Observe(
                null, new StepTimeSample(1, gpus, 256 / gpus, new StepTime(seconds, 0.01)),
                new GradientStatistics(1, 1));
        }

        SpeedFit fit = new(report, 256);
        Assert.That(fit.Seconds(16), Is.EqualTo(0.84).Within(1e-9));
        Assert.That(fit.Counts, Is.EqualTo(4));
    }

    [Test]
    public void TrainingHasConvergedWhenAnEpochHardlyLowersTheLoss()
    {
        // 1 / (k + 1): 1, 1/2, 1/3, 1/4, 1/5; the epochs lower it by 1/2, 1/6, 1/12, 1/20: the fourth hardly.
        Assert.That(OptimusPolicy.Convergence(new LossCurve(1, 1, 0), 0.06), Is.EqualTo(4));
    }

    /// <summary>
    /// The oracle knows what Optimus has to learn. What ignorance costs is ours to find out; that it costs something,
    /// but that learning beats giving everybody one GPU for good, is not.
    /// </summary>
    [Test]
    public void LearningCostsTimeButLessThanNotScalingAtAll()
    {
        Workload workload = PolluxWorkloads.Read(3, "-0.5").Losses(1);
        double oracle = Mean("optimus-oracle", ("interval", "10m"));
        double learned = Mean("optimus");
        double single = workload.Jobs.Average(job => job.Profile.Training!.TrainingTime(
            [1], job.Request.Training!.BatchSize).TotalSeconds);
        Assert.That(learned, Is.InRange(oracle, single));

        double Mean(string policy, params (string Name, string Value)[] options)
        {
            RunResult result = Simulation.Run(
                workload, PolluxWorkloads.Cluster,
                PolicyCatalog.Create(policy, options.ToDictionary(option => option.Name, option => option.Value)),
                PolluxWorkloads.Options(TimeSpan.FromMinutes(1)));
            Assert.That(result.Refusals, Is.Empty);
            TestContext.Out.WriteLine($"{policy}: {result.Jobs.Average(job => job.Jct!.Value.TotalSeconds):f0} s");
            return result.Jobs.Average(job => job.Jct!.Value.TotalSeconds);
        }
    }

    [Test]
    public void JobsWithoutLossesAreNamed() => Assert.That(
        () => Simulation.Run(
            PolluxWorkloads.Read(3, "-0.5").Take(1), PolluxWorkloads.Cluster, PolicyCatalog.Create("optimus")),
        Throws.TypeOf<PolicyException>().With.Message.Contains("needs losses"));
}
