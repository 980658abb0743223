using ClusterSim.Engine;
using ClusterSim.Experiments;
using ClusterSim.Impact.Cost;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Tests.Engine;

namespace ClusterSim.Tests.Experiments;

/// <summary>The sections signals, prices and embodied of an experiment file.</summary>
public sealed class SignalSectionTests
{
    private const string Base = """
        traces: synthetic-small.csv
        platforms: gpus:2x4
        policies: fifo

        """;

    [Test]
    public void SignalsPricesAndEmbodiedCarbonAreRead()
    {
        ExperimentSpec spec = Parse("""
            simulation:
              signals: {carbon: ../signals/solar-grid.csv, energy_price: 0.2, start: 2023-01-09T12:00Z,
                        zone: Europe/Berlin, forecast: noisy 5%}
            prices: {currency: EUR, gpu_hour: {T4: 0.5, V100: {on_demand: 3, spot: 1}}, reserved: {V100: 2},
                     spot_queues: [cheap]}
            embodied: {per_gpu: {T4: 100, V100: [1, 2, 3]}, lifetime: 1000 h}
            """);
        SignalChoice signals = spec.Options[0].Signals!;
        Assert.Multiple(() =>
        {
            Assert.That(signals.Start, Is.EqualTo(new DateTimeOffset(2023, 1, 9, 12, 0, 0, TimeSpan.Zero)));
            Assert.That(signals.Zone.Id, Is.EqualTo("Europe/Berlin"));
            Assert.That(signals.Forecast, Is.EqualTo(new ForecastOptions { Kind = ForecastKind.Noisy, Error = 0.05 }));
            Assert.That(spec.Prices!.GpuHour["T4"], Is.EqualTo(new GpuPrice(0.5)));
            Assert.That(spec.Prices.GpuHour["V100"], Is.EqualTo(new GpuPrice(3, 1)));
            Assert.That(spec.Prices.Reserved["V100"], Is.EqualTo(2));
            Assert.That(spec.Prices.SpotQueues, Is.EqualTo(new[] { "cheap" }));
            Assert.That(spec.Embodied.PerGpu["V100"].HighKg, Is.EqualTo(3));
            Assert.That(spec.Embodied.LifetimeHours, Is.EqualTo(1000));
        });
    }

    [Test]
    public void WhatComesWithTheProgramIsKnownByName()
    {
        ExperimentSpec spec = Parse("""
            simulation:
              signals: {carbon: solar-grid, energy_price: market}
            prices: cloud-2023
            """);
        SignalChoice signals = spec.Options[0].Signals!;
        Assert.That(
            File.ReadAllText(signals.Carbon),
            Is.EqualTo(File.ReadAllText(Repository.Path("signals/solar-grid.csv"))));
        Assert.That(signals.EnergyPrice, Does.EndWith("market.csv"));
        Assert.That(spec.Prices!.GpuHour["V100"].OnDemand, Is.EqualTo(3.06));
    }

    [Test]
    public void WhatWasRepairedInAFileIsNoticedInTheRun()
    {
        string folder = Directory.CreateTempSubdirectory("clustersim-signals-").FullName;
        try
        {
            string file = Path.Combine(folder, "grid.csv");
            // Hours 3 and 4 are missing.
            File.WriteAllText(
                file, "time,average_gco2e_per_kwh\n" + string.Concat(new[] { 0, 1, 2, 5, 6, 7 }.Select(
                    hour => $"2020-01-01 0{hour}:00,100\n")));
            RunSignals signals = SignalLoader.Load(new SignalChoice { Carbon = file })!;
            Assert.That(signals.Notices, Has.Length.EqualTo(2));
            Assert.That(signals.Notices[0], Does.StartWith("Signal 'grid': ").And.Contains("UTC"));
            Assert.That(signals.Notices[1], Does.Contain("2020-01-01 03:00"));
            RunResult run = Simulation.Run(
                Model.Jobs(("a", 0, 1, 60)), Model.Gpus(1, 1), Policies.Fifo(),
                new SimulationOptions { Signals = signals });
            Assert.That(run.Notices, Is.SupersetOf(signals.Notices));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("signals.carbon=nowhere", "--carbon: found no file 'nowhere'")]
    [TestCase("signals.energy_price=-", "--energy-price: found no file '-'")]
    [TestCase("signals.forecast=none", "--forecast: found 'none'")]
    [TestCase("signals.column=", "--option signals.column:")]
    public void ACommandLineReadsAboutItsOwnOptions(string option, string expected) => Assert.That(
        () => new QuickExperiment
        {
            Trace = Repository.Path("traces/synthetic-small.csv"), Platform = "gpus:2x4", Policies = ["fifo"],
            Options = [option],
        }.ToSpec(),
        Throws.TypeOf<ExperimentException>().With.Message.Contains(expected));

    [Test]
    public void TheBundledPriceListIsGood()
    {
        List<ExperimentProblem> problems = [];
        PriceBook? book = PriceReader.Load(Repository.Path("prices/cloud-2023.yaml"), problems.Add);
        Assert.That(problems, Is.Empty);
        Assert.That(book!.GpuHour["V100"].OnDemand, Is.EqualTo(3.06));
    }

    [Test]
    public void AllProblemsAreToldAtOnceWithTheirPlaces()
    {
        ExperimentException error = Assert.Throws<ExperimentException>(() => Parse("""
            simulation:
              signals: {carbon: nowhere.csv, start: soon, zone: Atlantis, forecast: tea leaves, colour: red}
            prices: {gpu_hour: {T4: free, V100: {spot: 1}}, reserved: {V100: many}}
            embodied: {per_gpu: {T4: [3, 2, 1]}, lifetime: long}
            """))!;
        string[] places = [.. error.Problems.Select(problem => problem.Path)];
        Assert.That(places, Is.EquivalentTo(new[]
        {
            "simulation.signals.carbon", "simulation.signals.start", "simulation.signals.zone",
            "simulation.signals.forecast", "simulation.signals.colour", "prices.gpu_hour.T4", "prices.gpu_hour.V100",
            "prices.reserved.V100", "embodied.per_gpu.T4", "embodied.lifetime",
        }));
        Assert.That(error.Problems.All(problem => problem.Line > 0), Is.True);
    }

    [Test]
    public void APriceIsNoCarbonIntensity() => Assert.That(
        () => Parse("simulation: {signals: {carbon: ../signals/market.csv}}"),
        Throws.TypeOf<ExperimentException>().With.Message.Contains("simulation.signals.carbon"));

    private static ExperimentSpec Parse(string text) =>
        ExperimentSpec.Parse(Base + text, Repository.Path("traces/experiment.yaml"));
}
