using ClusterSim.Engine;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Gandiva's grow-shrink with an application of 150 steps at the batch of 20. A step takes 1 s on two GPUs. On one it
/// computes its gradient in two halves and exchanges it once: 1.9 s + 1.9 s + 0.1 s.
/// </summary>
public class GrowShrinkTests
{
    private static readonly TrainingApplication s_application = new(
        "tiny", [Run(10, 100, 200), Run(20, 50, 150)],
        new StepTimeTable([Placement("1", 2), Placement("2", 1)], []));

    // 60 / 3.9 steps until the slice ends at 60, then a step a second on two GPUs. Without growing 150 x 3.9 s.
    [TestCase("on", 60 + 150 - (60 / 3.9))]
    [TestCase("off", 585)]
    public void AnElasticJobGrowsToTheIdleGpusOfItsNode(string grow, double end) =>
        Assert.That(Ends(2, grow, Elastic(1)), Is.EqualTo(new[] { end }).Within(1e-6));

    // At 100 the job has done 60 / 3.9 + 40 steps and gives a GPU to the other, which runs at once; 30 / 3.9 steps
    // until 130, when it gets the GPU back.
    [Test]
    public void ItShrinksForAJobThatNeedsRoom() => Assert.That(
        Ends(2, "on", Elastic(1), Model.Job("other", 100, 1, 30)),
        Is.EqualTo(new[] { 130 + 150 - 40 - (90 / 3.9), 130 }).Within(1e-6));

    [Test]
    public void ARigidJobNeverGrows()
    {
        RunResult result = Simulation.Run(
            Model.Jobs(("rigid", 0, 1, 100)), Model.Gpus(1, 4), Gandiva("on"));

        Assert.That(result.Jobs[0].AllocatedGpuSeconds, Is.EqualTo(100));
    }

    private static double[] Ends(int gpus, string grow, params Job[] jobs) =>
    [
        .. Simulation.Run(new Workload([.. jobs]), Model.Gpus(1, gpus), Gandiva(grow))
            .Jobs.Select(job => job.EndTime.Seconds),
    ];

    private static ClusterSim.Scheduling.ISchedulingPolicy Gandiva(string grow) => PolicyCatalog.Create(
        "gandiva", new Dictionary<string, string> { ["packing"] = "off", ["grow-shrink"] = grow });

    private static Job Elastic(int gpus) => new()
    {
        Id = "elastic",
        SubmitTime = SimTime.Zero,
        Request = new JobRequest
        {
            Instances = gpus,
            PerInstance = new ResourceVector(Gpus: 1),
            Application = "tiny",
            Training = new TrainingRequest { Limits = s_application.Limits, BatchSize = 20 },
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(300), Training = s_application },
    };

    private static TrainingRun Run(int batch, int first, int second) => new(
        batch,
        [
            new EpochRow(100, first, 0.5, new GradientStatistics(0, 1)),
            new EpochRow(200, second, 0.9, new GradientStatistics(1, 0)),
        ]);

    private static PlacementTimes Placement(string placement, double seconds) =>
        new(placement, [5, 20], [new StepTime(seconds, 0.1), new StepTime(seconds, 0.1)]);
}
