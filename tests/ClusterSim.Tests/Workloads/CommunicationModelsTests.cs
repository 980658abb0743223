using ClusterSim.Experiments;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

public class CommunicationModelsTests
{
    [Test]
    public void OnlyJobsOfSeveralGpusAreGivenAProfileAndTheResultSaysSo()
    {
        Workload jobs = Model.Jobs(("a", 0, 1, 10), ("b", 0, 2, 10), ("c", 1, 8, 10));
        Workload given = WorkloadFilter.Apply(jobs, ["communication=bert"]);
        Assert.Multiple(() =>
        {
            Assert.That(
                given.Jobs.Select(job => job.Profile.Communication),
                Is.EqualTo(new[] { null, CommunicationModels.All["bert"], CommunicationModels.All["bert"] }));
            Assert.That(
                given.Source.Transformations.Single(),
                Does.Contain("synthetic communication: 2 of 3 jobs were given one of 1 profiles (bert)"));
        });
    }

    [Test]
    public void RepetitionsOfAJobGetTheSameProfile()
    {
        Workload jobs = new(Enumerable.Range(0, 50).Select(i =>
        {
            Job job = Model.Job($"j{i}", i, 4, 10);
            return job with { Request = job.Request with { User = "u", Application = "train" } };
        }));
        Assert.That(
            jobs.WithCommunication(CommunicationModels.All, 7).Jobs
                .Select(job => job.Profile.Communication).Distinct().Count(),
            Is.EqualTo(1));
    }

    [TestCase("communication=gpt")]
    [TestCase("communication=bert@x")]
    public void AnUnknownApplicationIsRefused(string filter) =>
        Assert.Throws<ExperimentException>(() => WorkloadFilter.Parse(filter));

    // A ring all-reduce is known to move less than 4 bytes for each of BERT's 110 million and ResNet-50's 25.6 million
    // parameters twice; what was fitted lies between once and twice that.
    [TestCase("bert", 110e6)]
    [TestCase("imagenet", 25.6e6)]
    public void FittedBytesAreOfTheSizeOfTheModels(string name, double parameters) =>
        Assert.That(CommunicationModels.All[name].Bytes, Is.InRange(3 * parameters, 8 * parameters));
}
