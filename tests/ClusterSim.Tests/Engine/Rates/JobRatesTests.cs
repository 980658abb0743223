using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Rates;

/// <summary>Run times worked out by hand: work divided by the product of the factors.</summary>
[TestFixture]
internal sealed class JobRatesTests
{
    [Test]
    public void TheJobsOwnSpeedGoesBeforeThatOfThePlatform()
    {
        // 100 s of work at a quarter of the reference speed; the platform says half.
        Job job = Model.Job("a", 0, 1, 100);
        job = job with { Profile = job.Profile with { GpuSpeeds = [new("K80", 0.25), new("P100", 0.9)] } };
        Assert.That(RunSeconds(job, Nodes("K80")), Is.EqualTo(400));
    }

    [Test]
    public void AModelThatTheJobDoesNotListHasThePlatformsSpeed()
    {
        Job job = Model.Job("a", 0, 1, 100);
        job = job with { Profile = job.Profile with { GpuSpeeds = [new("P100", 0.9)] } };
        Assert.That(RunSeconds(job, Nodes("K80")), Is.EqualTo(200));
    }

    [Test]
    public void AGangGoesAtThePaceOfItsSlowestModel()
    {
        Job job = Model.Job("a", 0, 2, 100);
        job = job with { Profile = job.Profile with { GpuSpeeds = [new("P100", 0.8), new("K80", 0.2)] } };
        Assert.That(RunSeconds(job, Nodes("P100", "K80")), Is.EqualTo(500));
    }

    [Test]
    public void AMeasuredSpreadSpeedTakesThePlaceOfThePenalty()
    {
        // Two nodes: 0.4 as measured, not 0.8 x (1 - 0.5).
        Job job = Model.Job("a", 0, 2, 100);
        Job measured = job with
        {
            Profile = job.Profile with { GpuSpeeds = [new("P100", 0.8, 0.5)], NetworkSensitivity = 1 },
        };
        Job notMeasured = job with
        {
            Profile = job.Profile with { GpuSpeeds = [new("P100", 0.8)], NetworkSensitivity = 1 },
        };
        Platform apart = Nodes("P100", "P100") with { Network = new Network { CrossNodePenalty = 0.5 } };
        Assert.Multiple(() =>
        {
            Assert.That(RunSeconds(measured, apart), Is.EqualTo(200));
            Assert.That(RunSeconds(notMeasured, apart), Is.EqualTo(250));
        });
    }

    [Test]
    public void AModelOfSpeedZeroCannotHostTheJob()
    {
        Job job = Model.Job("a", 0, 1, 100);
        Job unfit = job with { Request = job.Request with { GpuSpeeds = [new("K80", 0)] } };
        RunResult only = Run(unfit, Nodes("K80")), both = Run(unfit, Nodes("K80", "P100"));
        Assert.Multiple(() =>
        {
            Assert.That(only.Jobs[0].Status, Is.EqualTo(JobStatus.Rejected));
            Assert.That(both.Jobs[0].Status, Is.EqualTo(JobStatus.Completed));
        });
    }

    [Test]
    public void SpeedsAreChecked()
    {
        Job job = Model.Job("a", 0, 1, 100);
        Job zero = job with { Profile = job.Profile with { GpuSpeeds = [new("K80", 0)] } };
        Job twice = job with { Request = job.Request with { GpuSpeeds = [new("K80", 1), new("K80", 2)] } };
        Assert.Multiple(() =>
        {
            Assert.That(() => new Workload([zero]), Throws.TypeOf<WorkloadException>().With.Message.EqualTo(
                "job 'a': the true speed on 'K80' is 0 and 0 over several nodes, expected finite numbers above 0."));
            Assert.That(() => new Workload([twice]), Throws.TypeOf<WorkloadException>().With.Message.EqualTo(
                "job 'a': the asked speed on 'K80' is given twice."));
        });
    }

    private static double RunSeconds(Job job, Platform platform) => Run(job, platform).Jobs[0].RunTime.TotalSeconds;

    private static RunResult Run(Job job, Platform platform) =>
        Simulation.Run(new Workload([job]), platform, new FirstFitInOrder());

    /// <summary>Nodes of one GPU each.</summary>
    private static Platform Nodes(params string[] models) => new()
    {
        Name = "nodes",
        Nodes =
        [
            .. models.Select((model, i) =>
                new Node { Name = $"node-{i}", Gpus = 1, GpuModel = model, CpuLimited = false }),
        ],
        GpuModels = [new GpuModel { Name = "K80", RelativeSpeed = 0.5 }],
    };
}
