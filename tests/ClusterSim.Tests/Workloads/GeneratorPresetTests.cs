using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

public sealed class GeneratorPresetTests
{
    /// <summary>
    /// Offered load = GPU-seconds (core-seconds) of all jobs over capacity times the time between first and last
    /// submission.
    /// </summary>
    [TestCase("synthetic-small", 32, 0.8, 0.9)]
    [TestCase("synthetic-waste", 32, 0.8, 0.9)]
    [TestCase("synthetic-hpc", 256, 0.8, 0.9)]
    [TestCase("lublin", 256, 0.85, 1.15)]
    [TestCase("million", 6500, 0.75, 0.85)]
    public void PresetLoadsItsMachineAsItSays(string name, int capacity, double least, double most)
    {
        GeneratorOptions options = GeneratorPresets.Find(name).Options;
        // A million jobs take too long for a unit test; 75,000 are one day of that preset.
        Workload workload = WorkloadGenerator.Generate(options with { Jobs = Math.Min(options.Jobs, 75_000) }).Workload;
        double work =
            workload.Jobs.Sum(
            job => job.Profile.RunTime.TotalSeconds * Math.Max(job.Request.TotalGpus, job.Request.Instances));
        double load = work / capacity / (workload.LastSubmit - workload.FirstSubmit).TotalSeconds;
        Assert.That(load, Is.InRange(least, most));
    }

    [TestCase("synthetic-small")]
    [TestCase("synthetic-waste")]
    public void EveryJobFitsTheTeachingCluster(string name)
    {
        Platform platform = Platform.Load(Repository.Path("platforms/small-gpu.yaml"));
        Workload workload = WorkloadGenerator.Generate(GeneratorPresets.Find(name).Options).Workload;
        Assert.That(
            workload.Jobs.Where(job => job.Request.TotalGpus > platform.TotalGpus || job.Request.PerInstance.Gpus > 4
                || job.Request.PerInstance.CpuMilli > 64_000 || job.Request.PerInstance.MemoryMiB > 512 * 1024),
            Is.Empty);
    }

    [Test]
    public void UnknownPresetIsAnErrorThatNamesThoseThatThereAre() =>
        Assert.That(
            () => GeneratorPresets.Find("tiny"),
            Throws.TypeOf<WorkloadException>().With.Message.Contains("'tiny'").And.Message.Contains("synthetic-small"));
}
