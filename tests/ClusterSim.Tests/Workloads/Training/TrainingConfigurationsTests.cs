using ClusterSim.Traces.Training;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Workloads.Training;

/// <summary>Against what <c>get_configurations(0.5, 0.8)</c> of Pollux's artefact answers on its own tables.</summary>
[TestFixture]
internal sealed class TrainingConfigurationsTests
{
    private static IReadOnlyDictionary<string, TrainingApplication> Measured => TrainingMeasurements.Read(
        Path.GetDirectoryName(Path.GetDirectoryName(SharedData.Path("pollux/sched/traces/bert/placements.csv"))!)!);

    [TestCase("bert", "(6, 384) (8, 384) (12, 384) (16, 384)")]
    [TestCase("cifar10", "(6, 2048) (8, 2048) (12, 4096) (16, 4096)")]
    [TestCase("deepspeech2", "(6, 320) (8, 320) (12, 640)")]
    [TestCase("imagenet", "(24, 3200) (32, 6400) (48, 6400)")]
    [TestCase("ncf", "(1, 32768)")]
    [TestCase("yolov3", "(4, 64)")]
    public void TheyAreThoseOfTheArtefact(string application, string expected) => Assert.That(
        string.Join(' ', TrainingConfigurations.Of(Measured[application])), Is.EqualTo(expected));

    [Test]
    public void ClassesOfGpuTimeGetTheirApplications()
    {
        // 2 GPUs for 20 min, 5 h, 20 h and 100 h: 0.67, 10, 40 and 200 GPU-hours.
        Job[] jobs = [.. new[] { 1200, 18_000 - 36, 72_000, 360_000 }.Select((seconds, i) => new Job
        {
            Id = $"j{i}",
            SubmitTime = ClusterSim.Time.SimTime.Zero,
            Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 2) },
            Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(seconds) },
        })];
        Workload mixed = new Workload(jobs).TrainingMix(Measured, 1);
        Assert.Multiple(() =>
        {
            Assert.That(mixed.Jobs[0].Request.Application, Is.AnyOf("cifar10", "ncf"));
            Assert.That(mixed.Jobs[1].Request.Application, Is.AnyOf("deepspeech2", "bert"));
            Assert.That(mixed.Jobs[2].Request.Application, Is.EqualTo("yolov3"));
            Assert.That(mixed.Jobs[3].Request.Application, Is.EqualTo("imagenet"));
            Assert.That(mixed.Jobs[2].Request.Instances, Is.EqualTo(4));
            Assert.That(mixed.Source.Transformations[^1], Does.StartWith("synthetic application mix by GPU time"));
            Assert.That(mixed.Jobs.All(job => job.Request.Training!.Foreknowledge is null), Is.True);
        });
    }

    [Test]
    public void AMissingApplicationIsNamed() => Assert.That(
        () => new Workload([]).TrainingMix(Measured.Where(one => one.Key != "ncf").ToDictionary(), 1),
        Throws.TypeOf<WorkloadException>().With.Message.StartsWith("found no measurements of ncf"));
}
