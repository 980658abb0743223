using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Impact;
using ClusterSim.Impact.Carbon;
using ClusterSim.Impact.Cost;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Impact;

/// <summary>The expectations are worked out by hand in the comments.</summary>
public sealed class CarbonAndCostTests
{
    private static readonly PriceBook s_book = new()
    {
        GpuHour = PriceBook.Empty
            .Add("V100", new GpuPrice(3, Spot: 1, Reserved: 2))
            .Add("T4", new GpuPrice(0.5)),
    };

    [Test]
    public void AJobPaysForTheModelsThatItRanOn()
    {
        // a takes the two V100 for an hour (6), b the T4 for two hours (1); before, the models were not known.
        RunResult run = Run(Jobs(("a", 2, 3600, ""), ("b", 1, 7200, "")));
        RunMetrics metrics = RunMetrics.Of(run, new MetricsOptions { Prices = s_book });
        Assert.That(run.HeldModels!.Models, Is.EqualTo(new[] { "T4", "V100" }));
        Assert.That(metrics.Cost, Is.EqualTo(7).Within(1e-9));
        Assert.That(metrics.CostPerJob, Is.EqualTo(3.5).Within(1e-9));
        // Busy: 2 GPUs x 1 h + 1 GPU x 2 h.
        Assert.That(metrics.CostPerBusyGpuHour, Is.EqualTo(7.0 / 4).Within(1e-9));
        // Nothing was wasted: the same 4 GPU hours.
        Assert.That(metrics.CostPerUsefulGpuHour, Is.EqualTo(7.0 / 4).Within(1e-9));
        Assert.That(metrics.ReservedCost, Is.Null);
    }

    [Test]
    public void AJobAcrossModelsPaysForEach()
    {
        RunResult run = Run(Jobs(("a", 3, 3600, "")));
        Assert.That(run.HeldModels!.Seconds(0, 0), Is.EqualTo(3600).Within(1e-9));
        Assert.That(run.HeldModels.Seconds(0, 1), Is.EqualTo(7200).Within(1e-9));
        Assert.That(Cost(run, s_book), Is.EqualTo(6.5).Within(1e-9));
    }

    [Test]
    public void SpotQueuesPayTheSpotPriceWhereThereIsOne()
    {
        RunResult run = Run(Jobs(("a", 2, 3600, "cheap"), ("b", 1, 3600, "cheap")));
        // 2 V100 h at 1; a T4 has no spot price: 0.5.
        Assert.That(Cost(run, s_book with { SpotQueues = ["cheap"] }), Is.EqualTo(2.5).Within(1e-9));
    }

    [Test]
    public void ReservedGpusArePaidForUsedOrNot()
    {
        RunResult run = Run(Jobs(("a", 1, 3600, "")));
        PriceBook book = s_book with { Reserved = PriceBook.NoReserved.Add("V100", 2) };
        // Two V100 for the hour of the run, at 2.
        Assert.That(
            RunMetrics.Of(run, new MetricsOptions { Prices = book }).ReservedCost, Is.EqualTo(4).Within(1e-9));
    }

    [Test]
    public void WhatGoesAboveTheReservedGpusIsOnDemand()
    {
        // V100 held: 2 from 0 to 30 min, 1 until 1 h, 2 until 2 h. One is reserved: 0.5 h + 1 h above it. The T4 is not
        // reserved: its job of half an hour is above. Spot jobs hold the second T4 and count for nothing here.
        Platform platform = Mixed() with { Nodes = [Mixed().Nodes[0], Mixed().Nodes[1] with { Gpus = 2 }] };
        Workload jobs = new(
        [
            On("V100", "a", 0, 7200), On("V100", "b", 0, 1800), On("V100", "c", 3600, 3600),
            On("T4", "d", 0, 1800), On("T4", "e", 0, 3600, "cheap"),
        ]);
        PriceBook book = s_book with { Reserved = PriceBook.NoReserved.Add("V100", 1), SpotQueues = ["cheap"] };
        ReservedMeter meter = new(book, jobs, platform);
        RunResult run = Simulation.Run(jobs, platform, Policies.FifoSkip(), new SimulationOptions(), meter);
        run = run with { Reserved = meter.Finish(run.EndTime) };
        Assert.That(run.Reserved, Is.EqualTo(new ReservedUse[]
        {
            new("T4", 0, 0, 1800), new("V100", 1, 7200, 5400),
        }));
        RunMetrics metrics = RunMetrics.Of(run, new MetricsOptions { Prices = book });
        Assert.That(metrics.OverflowGpuHours, Is.EqualTo(2).Within(1e-12));
        // Reserved 2 h x 2; V100 above 1.5 h x 3; T4 0.5 h x 0.5; a spot T4 has no spot price: 1 h x 0.5.
        Assert.That(metrics.Bill, Is.EqualTo(4 + 4.5 + 0.25 + 0.5).Within(1e-12));
        // All at the price on demand: 3.5 h x 3 + 1.5 h x 0.5.
        Assert.That(metrics.Cost, Is.EqualTo(11.25).Within(1e-12));
    }

    [Test]
    public void SharesOfGpusAddUpBeforeTheyGoAboveTheReservedOnes()
    {
        // Three jobs of 0.4 GPU for an hour: 0.2 above the one that is reserved.
        Platform platform = Mixed();
        Workload jobs = new(Enumerable.Range(0, 3).Select(i => On("V100", $"{i}", 0, 3600) is var whole
            ? whole with { Request = whole.Request with { PerInstance = new ResourceVector(Gpus: 1, GpuMilli: 400) } }
            : null!));
        PriceBook book = s_book with { Reserved = PriceBook.NoReserved.Add("V100", 1) };
        ReservedMeter meter = new(book, jobs, platform);
        Simulation.Run(jobs, platform, Policies.FifoSkip(), new SimulationOptions(), meter);
        Assert.That(meter.Finish(SimTime.FromSeconds(9000))[1], Is.EqualTo(new ReservedUse("V100", 1, 3600, 720)));
    }

    [Test]
    public void AModelWithoutAPriceLeavesTheCostUnknown()
    {
        PriceBook book = new() { GpuHour = PriceBook.Empty.Add("V100", new GpuPrice(3)) };
        Assert.That(Cost(Run(Jobs(("a", 3, 3600, ""))), book), Is.Null);
        Assert.That(Cost(Run(Jobs(("a", 2, 3600, ""))), book), Is.EqualTo(6).Within(1e-9), "it took V100 alone");
    }

    [Test]
    public void EmbodiedCarbonIsSpreadOverALifetimeAndHasABand()
    {
        // One A100 for 10 h of a life of 35,040 h: 273 kg x 10 / 35,040; the band goes from 273 kg over 52,560 h to
        // 318 kg over 35,040 h. The job holds it for 5 h.
        Platform platform = Model.Gpus(1, 1) with
        {
            Nodes = [Model.Gpus(1, 1).Nodes[0] with { GpuModel = "A100-SXM4-40GB" }],
            GpuModels = [new GpuModel { Name = "A100-SXM4-40GB", IdleWatts = 0, MaxWatts = 100 }],
        };
        RunResult run = Run(Model.Jobs(("a", 18_000, 1, 18_000)), platform);
        CarbonMetrics carbon = RunMetrics.Of(run).Carbon!;
        Assert.Multiple(() =>
        {
            Assert.That(carbon.EmbodiedKg, Is.EqualTo(273.0 * 10 / 35_040).Within(1e-12));
            Assert.That(carbon.EmbodiedLowKg, Is.EqualTo(273.0 * 10 / 52_560).Within(1e-12));
            Assert.That(carbon.EmbodiedHighKg, Is.EqualTo(318.0 * 10 / 35_040).Within(1e-12));
            Assert.That(carbon.EmbodiedJobsKg, Is.EqualTo(273.0 * 5 / 35_040).Within(1e-12));
            // 0.5 kWh x 400 g; (200 g + 77.91 g) over 5 busy hours.
            Assert.That(carbon.OperationalKg, Is.EqualTo(0.2).Within(1e-12));
            Assert.That(
                carbon.SciGramsPerBusyGpuHour, Is.EqualTo((200 + (273_000.0 * 10 / 35_040)) / 5).Within(1e-9));
            Assert.That(carbon.MeanIntensity, Is.EqualTo(400).Within(1e-9));
        });
    }

    [Test]
    public void AnIntensityWithoutEmbodiedCarbonSaysSo()
    {
        Platform platform = Model.Gpus(1, 1) with
        {
            Nodes = [Model.Gpus(1, 1).Nodes[0] with { GpuModel = "own-chip" }],
            GpuModels = [new GpuModel { Name = "own-chip", IdleWatts = 0, MaxWatts = 100 }],
        };
        RunMetrics metrics = RunMetrics.Of(Run(Model.Jobs(("a", 0, 1, 3600)), platform));
        // 0.1 kWh x 400 g over one busy hour.
        Assert.That(metrics.Carbon!.SciGramsPerBusyGpuHour, Is.EqualTo(40).Within(1e-9));
        Assert.That(metrics.Notes, Has.Some.Contains("Embodied carbon of a GPU model is not known"));
    }

    [TestCase("A100", true)]
    [TestCase("A100-80GB", true)]
    [TestCase("A1000", false)]
    [TestCase("L40S", false)]
    [TestCase("L4", true)]
    public void PublishedEstimatesAreFoundByTheBeginOfTheName(string model, bool known) =>
        Assert.That(new CarbonOptions().Of(model) is not null, Is.EqualTo(known));

    private static Job On(string model, string id, double submit, double seconds, string queue = "") =>
        Model.Job(id, submit, 1, seconds) is var job
            ? job with { Request = job.Request with { GpuModels = [model], Queue = queue } }
            : null!;

    private static double? Cost(RunResult run, PriceBook book) =>
        RunMetrics.Of(run, new MetricsOptions { Prices = book }).Cost;

    private static Workload Jobs(params (string Id, int Gpus, double Run, string Queue)[] jobs) =>
        new(jobs.Select(job => Model.Job(job.Id, 0, job.Gpus, job.Run) is var made
            ? made with { Request = made.Request with { Queue = job.Queue } }
            : made));

    private static RunResult Run(Workload jobs, Platform? platform = null) => Simulation.Run(
        jobs, platform ?? Mixed(), Policies.FifoSkip(), new SimulationOptions
        {
            Power = new PowerOptions(),
            Signals = new RunSignals { Carbon = Signal.Constant("c", SignalKind.Average, "gCO2e/kWh", 400) },
        });

    private static Platform Mixed() => Model.Gpus(1, 1) with
    {
        Nodes =
        [
            Model.Gpus(1, 2).Nodes[0] with { Name = "v", GpuModel = "V100" },
            Model.Gpus(1, 1).Nodes[0] with { Name = "t", GpuModel = "T4" },
        ],
    };
}
