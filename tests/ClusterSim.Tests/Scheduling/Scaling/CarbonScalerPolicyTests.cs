using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;
using ClusterSim.Tests.Scheduling.Shifting;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Scheduling.Scaling;

/// <summary>
/// Trainings of 300 steps, three hours on one GPU, 1.7 times as fast on two; more GPUs cannot share their batch.
/// </summary>
public sealed class CarbonScalerPolicyTests
{
    private static readonly double[] s_golden = [300, 200, 100, 100, 250, 400];

    private static readonly (string, string)[] s_oneHour = [("max-delay", "1h")];

    private static readonly TrainingApplication s_application = new(
        "tiny", [Run()],
        new StepTimeTable([Placement("1", 8, 36), Placement("2", 4, 36 / 1.7)], []));

    private static readonly Platform s_powered = Model.Gpus(40, 4) with
    {
        Nodes = [.. Model.Gpus(40, 4).Nodes.Select(node => node with { GpuModel = "kilowatt", BaseWatts = 0 })],
        GpuModels = [new GpuModel { Name = "kilowatt", IdleWatts = 0, MaxWatts = 1000 }],
    };

    [Test]
    public void TheGoldenVectorIsRunInTwoHoursOnTwoGpus()
    {
        // By hour 4; replicas 0, 0, 2, 2: 300 steps from hour 2 on at 170 an hour.
        JobResult job = Scaled(Jobs(0), s_golden, s_oneHour).Jobs[0];
        Assert.That(job.StartTime.Seconds, Is.EqualTo(7200));
        Assert.That(job.EndTime.Seconds, Is.EqualTo(7200 + (3600 * 300 / 170.0)).Within(1e-3));
        Assert.That(job.AllocatedGpuSeconds, Is.EqualTo(2 * 3600 * 300 / 170.0).Within(1e-2));
    }

    [Test]
    public void AJobWhoseThroughputIsUnknownIsStoppedAndResumedAtItsSize()
    {
        // The two lowest of the five hours until 2 + 3: 2 and 3.
        JobResult job = Scaled(Model.Jobs(("a", 0, 4, 7200)), s_golden, [("max-delay", "3h")]).Jobs[0];
        Assert.That((job.StartTime.Seconds, job.EndTime.Seconds), Is.EqualTo((7200.0, 14_400.0)));
    }

    [Test]
    public void AForecastThatWasWrongIsPlannedAroundWhenItShows()
    {
        double[] values = [.. Enumerable.Repeat(300.0, 48)];
        (values[2], values[3], values[24], values[25]) = (100, 100, 100, 100);
        JobResult job = Scaled(Jobs(24), values, s_oneHour, forecast: ForecastKind.LastDay).Jobs[0];
        // Of day 2 hour 0 is seen and 2 and 3 are expected to be clean: 1, 0, 1, 1. Hour 1 turns out clean: on it runs.
        // Hour 2 turns out dirty and it waits for hour 3, which is dirty as well, but the last.
        Assert.That(
            (job.StartTime.Seconds / 3600, job.EndTime.Seconds / 3600, job.Restarts), Is.EqualTo((24.0, 28.0, 1)));
        Assert.That(job.RunTime.TotalHours, Is.EqualTo(3).Within(1e-6));
    }

    [Test]
    public void EveryTrainingEndsByItsDeadlineWhereThereIsRoom([Values(1, 2, 3)] int seed)
    {
        Random random = new(seed);
        double[] values = [.. Enumerable.Range(0, 24 * 14).Select(_ => (double)random.Next(50, 400))];
        RunResult run = Scaled(
            Jobs([.. Enumerable.Range(0, 60).Select(_ => random.NextDouble() * 150)]), values, [("max-delay", "5h")],
            Model.Gpus(30, 4), ForecastKind.LastDay);
        Assert.That(run.Refusals, Is.Empty);
        foreach (JobResult job in run.Jobs)
        {
            Assert.That(job.Status, Is.EqualTo(JobStatus.Completed));
            Assert.That(job.Jct!.Value.TotalHours, Is.LessThanOrEqualTo(8.001));
        }
    }

    [Test]
    public void JobsThatLagForWantOfRoomAreDoneInTheEnd()
    {
        Workload mixed = new(
            [.. Jobs(0, 0, 0, 1, 2).Jobs, .. Model.Jobs(("r1", 0, 2, 7200), ("r2", 3600, 1, 3600)).Jobs]);
        RunResult run = Scaled(mixed, s_golden, s_oneHour, Model.Gpus(1, 2));
        Assert.That(run.Refusals, Is.Empty);
        Assert.That(run.Jobs.Select(job => job.Status), Has.All.EqualTo(JobStatus.Completed));
        // 15 hours of training at 1.7 an hour at best, and 5 GPU-hours of the others.
        Assert.That(run.EndTime.Seconds / 3600, Is.GreaterThan((15 / 1.7) + 2.5));
    }

    [Test]
    public void ItEmitsNoMoreThanTheSameJobsStoppedAndResumed([Values(4, 5)] int seed)
    {
        Random random = new(seed);
        double[] values = [.. Enumerable.Range(0, 24 * 10).Select(_ => (double)random.Next(50, 400))];
        Workload jobs = Jobs([.. Enumerable.Range(0, 40).Select(_ => Math.Floor(random.NextDouble() * 150))]);
        double scaled = Grams("carbon-scaler", ("max-delay", "6h"));
        double single = Grams("carbon-scaler", ("max-delay", "6h"), ("most", "1"));
        double atOnce = Grams("fifo-skip");
        Assert.That(scaled, Is.LessThan(single));
        Assert.That(single, Is.LessThan(atOnce));

        double Grams(string policy, params (string Name, string Value)[] set) => Simulation.Run(
            jobs, s_powered, PolicyCatalog.Create(policy, set.ToDictionary(one => one.Name, one => one.Value)),
            Shifted.Options(Shifted.Hourly(SignalKind.Average, values)) with { Power = new PowerOptions() })
            .Jobs.Sum(job => job.CarbonGrams!.Value);
    }

    private static RunResult Scaled(
        Workload jobs, double[] values, (string Name, string Value)[] set, Platform? platform = null,
        ForecastKind forecast = ForecastKind.Perfect) => Shifted.Run(
            "carbon-scaler", jobs, Shifted.Hourly(SignalKind.Average, values), set, forecast, platform);

    private static Workload Jobs(params double[] submitHours) => new(submitHours.Select((hours, i) =>
        TrainingFilters.Train(Model.Job($"t{i}", hours * 3600, 1, 1), s_application, 8, foreknowledge: true)));

    private static TrainingRun Run() => new(
        8, [.. Enumerable.Range(1, 3).Select(i => new EpochRow(100 * i, 100 * i, 0, new GradientStatistics(1, 0)))]);

    private static PlacementTimes Placement(string placement, int batch, double seconds) =>
        new(placement, [batch], [new StepTime(seconds, 0)]);
}
