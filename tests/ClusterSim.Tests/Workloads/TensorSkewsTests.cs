using ClusterSim.Engine;
using ClusterSim.Experiments;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

public class TensorSkewsTests
{
    // By hand from the table of the authors' simulator: 1.2 + 2.5 + 5.1 + 3.4 + 144 + 64 + 15.6 MB for alexnet,
    // 1.1 + 2.3 + 4.5 + 3 x 9 + 392 + 64 + 15.6 MB for vgg11, 2 + 6 x 2.3 + 8 + 2 + 9 + 4 + 4 + 9 + 4 + 4 + 9 + 4 + 7.8
    // MB for resnet50.
    [TestCase("alexnet", 144 / 235.8)]
    [TestCase("vgg11", 392 / 506.5)]
    [TestCase("resnet50", 9 / 80.6)]
    [TestCase("gpt", null)]
    public void TheSkewIsTheLargestTensorOverAll(string model, double? skew) =>
        Assert.That(TensorSkews.Of(model), Is.EqualTo(skew).Within(1e-9));

    [Test]
    public void TiresiasJobsNameTheirModels()
    {
        Workload jobs = WorkloadFilter.Apply(
            Trace.Open(SharedData.Path("tiresias/60_job.csv")).ToWorkload(), ["tensor-skews=models@7"], null);

        Assert.That(jobs.Jobs, Has.All.Matches<Job>(
            job => job!.Request.TensorSkew == TensorSkews.Of(job.Request.Application)));
        Assert.That(jobs.Jobs.Count(job => job.Request.TensorSkew >= 0.5), Is.EqualTo(24), "vgg and alexnet, 6 each");
        Assert.That(
            string.Join('\n', jobs.Source.Transformations),
            Does.Contain("synthetic mix of models: 0 of 60").And.Contain("seed 7"));
    }

    [Test]
    public void OthersDrawOneByTheSeed()
    {
        Workload jobs = Model.Jobs([.. Enumerable.Range(0, 200).Select(i => ($"{i}", (double)i, 1, 10.0))]);
        double?[] skews = [.. jobs.WithTensorSkews(3).Jobs.Select(job => job.Request.TensorSkew)];

        Assert.That(skews.Distinct().Count(), Is.EqualTo(9), "googlenet counts as inception3");
        Assert.That(jobs.WithTensorSkews(3).Jobs.Select(job => job.Request.TensorSkew), Is.EqualTo(skews));
        Assert.That(jobs.WithTensorSkews(4).Jobs.Select(job => job.Request.TensorSkew), Is.Not.EqualTo(skews));
    }

    // Two nodes of two GPUs, one GPU of each is taken until 10. A job of two GPUs is spread at 1 unless it is
    // consolidated: then it waits until 10.
    [TestCase("always", 0.1, 10)]
    [TestCase("skew", 0.1, 1)]
    [TestCase("skew", 0.7, 10)]
    [TestCase("never", 0.7, 1)]
    public void OnlySkewedJobsWaitForANode(string consolidation, double skew, double start)
    {
        Job wide = Model.Job("wide", 1, 2, 5);
        RunResult result = Simulation.Run(
            new Workload([
                Blocking("a"), Blocking("b"), wide with { Request = wide.Request with { TensorSkew = skew } }]),
            Model.Gpus(2, 2),
            PolicyCatalog.Create(
                "tiresias", new Dictionary<string, string> { ["consolidation"] = consolidation }));

        Assert.That(result.Jobs[2].StartTime.Seconds, Is.EqualTo(start));
    }

    [Test]
    public void AJobWithoutASkewIsRefused()
    {
        PolicyException error = Assert.Throws<PolicyException>(() => Simulation.Run(
            Model.Jobs(("a", 0, 2, 5)), Model.Gpus(2, 2),
            PolicyCatalog.Create("tiresias", new Dictionary<string, string> { ["consolidation"] = "skew" })))!;

        Assert.That(error.Message, Does.Contain("'a'").And.Contain("tensor-skews"));
    }

    // One on each node.
    private static Job Blocking(string id)
    {
        Job job = Model.Job(id, 0, 1, 10);
        return job with
        {
            Request = job.Request with { Application = "blocking", MaxInstancesPerNode = 1, TensorSkew = 0.1 },
        };
    }
}
