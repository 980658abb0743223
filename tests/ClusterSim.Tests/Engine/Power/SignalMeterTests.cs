using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Signals;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>Emissions and the price of energy against hand computations and an integration minute by minute.</summary>
public sealed class SignalMeterTests
{
    private static readonly DateTimeOffset s_start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // 60 W + 0.75 x 340 W = 315 W; 10 h x 1.3 = 4.095 kWh; at 400 g/kWh 1.638 kg.
    [Test]
    public void TheGoldenJobEmitsItsKilograms()
    {
        Job job = Model.Job("a", 0, 1, 36_000);
        job = job with
        {
            Profile = job.Profile with { Phases = [new UtilizationPhase(TimeSpan.Zero, 750, PhaseKind.Compute)] },
        };
        RunResult run = Run(new Workload([job]), OneA100(), Signal.Constant("c", SignalKind.Average, "", 400), 1.3);
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].CarbonGrams, Is.EqualTo(1638).Within(1e-9));
            Assert.That(run.Carbon!.Total, Is.EqualTo(1638).Within(1e-9));
            Assert.That(run.Carbon.Of(PowerAccount.Jobs), Is.EqualTo(1260).Within(1e-9));
            Assert.That(run.Carbon.Of(PowerAccount.Facility), Is.EqualTo(378).Within(1e-9));
            Assert.That(run.Carbon.Kwh, Is.EqualTo(4.095).Within(1e-12));
            Assert.That(run.EnergyCost, Is.Null);
        });
    }

    [Test]
    public void ThePowerOfEachHourMeetsTheSignalOfThatHour()
    {
        // Idle 60 W in hour 0, 400 W from 1 h to 2.5 h; 100, 200 and 300 g/kWh: 6 + 80 + 60 g.
        Signal signal = new("s", SignalKind.Average, "", s_start, TimeSpan.FromHours(1), [100, 200, 300]);
        RunResult run = Run(Model.Jobs(("a", 3600, 1, 5400)), OneA100(), signal, 1);
        Assert.That(run.Carbon!.Of(PowerAccount.Idle), Is.EqualTo(6).Within(1e-9));
        Assert.That(run.Jobs[0].CarbonGrams, Is.EqualTo(140).Within(1e-9));
        Assert.That(run.Carbon.Total, Is.EqualTo(146).Within(1e-9));
    }

    [Test]
    public void EnergyIsPaidForAtThePriceOfItsHour()
    {
        Signal price = new("p", SignalKind.Price, "EUR/kWh", s_start, TimeSpan.FromHours(1), [0.1, -0.05, 0.2]);
        RunResult run = Run(Model.Jobs(("a", 0, 1, 10_800)), OneA100(), null, 1, price);
        Assert.That(run.Jobs[0].EnergyCost, Is.EqualTo(0.4 * 0.25).Within(1e-12));
        Assert.That(run.EnergyCost!.Unit, Is.EqualTo("EUR"));
        Assert.That(run.Carbon, Is.Null);
    }

    [Test]
    public void JobsAndTheRestSumToTheWholeHoweverItIsIntegrated([Range(1, 8)] int seed)
    {
        RandomStream random = new(seed, "emissions");
        Workload workload = new(Enumerable.Range(0, 60).Select(i => Model.Job(
            $"{i}", 60 * random.NextInt(6000), 1 + random.NextInt(4), 60 * (1 + random.NextInt(600)))));
        double[] values = [.. Enumerable.Range(0, 24 * 9).Select(_ => 50 + (400 * random.NextDouble()))];
        Signal signal = new("s", SignalKind.Average, "", s_start, TimeSpan.FromHours(1), [.. values]);
        Trail trail = new();
        RunResult run = Run(workload, Two(), signal, 1.2, observers: trail);

        // Everything happens at whole minutes: the power of a minute times the value of its hour.
        double sum = 0;
        for (int minute = 0; minute < run.EndTime.Seconds / 60; minute++)
        {
            sum += trail.WattsAt(minute) / 1000 / 60 * signal.At(s_start.AddMinutes(minute));
        }

        double rest = run.Carbon!.Of(PowerAccount.Idle) * 1.2;
        double jobs = run.Jobs.Sum(job => job.CarbonGrams!.Value);
        Assert.That(run.Carbon.Total, Is.EqualTo(sum).Within(1e-9 * sum));
        Assert.That(jobs + rest, Is.EqualTo(run.Carbon.Total).Within(1e-9 * sum));
    }

    [Test]
    public void AMarginalSignalIsNeverAccountedWith()
    {
        RunSignals signals = new() { MarginalCarbon = Signal.Constant("m", SignalKind.Marginal, "", 400) };
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 60)), OneA100(), Policies.Fifo(),
            new SimulationOptions { Signals = signals, Power = new PowerOptions() });
        Assert.That(run.Carbon, Is.Null);
        Assert.That(run.Jobs[0].CarbonGrams, Is.Null);
    }

    [Test]
    public void ARunBeyondTheSeriesIsTold()
    {
        Signal day = new("day", SignalKind.Average, "", s_start, TimeSpan.FromHours(24), [100, 200]);
        RunResult run = Run(Model.Jobs(("a", 0, 1, 3 * 86_400)), OneA100(), day, 1);
        Assert.That(run.Notices, Has.Exactly(1).Contains("'day' from 2023-01-01 00:00 to 2023-01-03 00:00"));
        // The third day repeats the first: 0.4 kW x 24 h x (100 + 200 + 100).
        Assert.That(run.Carbon!.Total, Is.EqualTo(0.4 * 24 * 400).Within(1e-9));
    }

    private static RunResult Run(
        Workload workload, Platform platform, Signal? carbon, double pue, Signal? price = null,
        params IPowerObserver[] observers) => Simulation.Run(
            workload, platform, Policies.FifoSkip(), new SimulationOptions
            {
                Signals = new RunSignals
                {
                    Clock = new SignalClock(s_start), Carbon = carbon, EnergyPrice = price,
                },
                Power = new PowerOptions { Pue = pue, Observers = [.. observers] },
            });

    private static Platform OneA100() => Cluster(1, 1);

    private static Platform Two() => Cluster(2, 8);

    private static Platform Cluster(int nodes, int gpus) => Model.Gpus(nodes, gpus) with
    {
        Nodes = [.. Model.Gpus(nodes, gpus).Nodes.Select(node => node with { GpuModel = "A100", BaseWatts = 0 })],
        GpuModels = [new GpuModel { Name = "A100", IdleWatts = 60, MaxWatts = 400 }],
    };

    /// <summary>The power of the whole at every minute, from what observers are told.</summary>
    private sealed class Trail : IPowerObserver
    {
        private readonly Dictionary<(PowerAccount, int), double> _now = [];
        private readonly List<(SimTime Time, double Watts)> _totals = [];
        private int _at;

        public void Changed(SimTime time, PowerAccount account, int job, double watts)
        {
            _now[(account, job)] = watts;
            _totals.Add((time, _now.Values.Sum()));
        }

        public double WattsAt(int minute)
        {
            while (_at + 1 < _totals.Count && _totals[_at + 1].Time.Seconds <= minute * 60.0)
            {
                _at++;
            }

            return _totals[_at].Watts;
        }
    }
}
